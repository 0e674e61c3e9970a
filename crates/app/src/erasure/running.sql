-- The cases of a person that still run.
SELECT number FROM cases WHERE person = $1 AND closed_at IS NULL ORDER BY received_at LIMIT 100
