-- Who read data of one person, newest first; accounts stay inside.
SELECT at, unit, what, purpose, stream
FROM read_log
WHERE person = $1 AND at < $2
ORDER BY at DESC
LIMIT $3
