-- How many cases a person has.
SELECT count(*) FROM cases WHERE person = $1
