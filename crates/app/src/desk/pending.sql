-- Applications for a matter by the holder of a paper, found by the keyed hash of its number, that still run.
SELECT number
FROM cases
WHERE number_hash = $1 AND matter = $2 AND closed_at IS NULL
ORDER BY received_at DESC
LIMIT 5
