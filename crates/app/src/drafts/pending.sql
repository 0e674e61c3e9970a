-- Applications of one person for one matter that still run.
SELECT number, received_at
FROM cases
WHERE person = $1 AND matter = $2 AND closed_at IS NULL
ORDER BY received_at DESC
LIMIT 5
