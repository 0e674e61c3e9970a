-- The newest application of one person for one matter, running or over.
SELECT number, received_at
FROM cases
WHERE person = $1 AND matter = $2
ORDER BY received_at DESC
LIMIT 1
