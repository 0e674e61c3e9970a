-- How many cases of a matter still run in a department.
SELECT count(*) FROM cases WHERE department = $2 AND matter = $1 AND closed_at IS NULL
