-- How many cases of a matter still run.
SELECT count(*) FROM cases WHERE matter = $1 AND closed_at IS NULL
