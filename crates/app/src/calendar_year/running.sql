-- Cases that still run, in order of their numbers.
SELECT number FROM cases WHERE closed_at IS NULL AND number > $1 ORDER BY number LIMIT $2
