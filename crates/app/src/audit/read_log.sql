-- The read log before a time, newest first.
SELECT at, account, unit, person, stream, what, purpose, count
FROM read_log
WHERE (CAST($1 AS TEXT) IS NULL OR account = $1)
  AND (CAST($2 AS TEXT) IS NULL OR person = $2)
  AND at < $3
ORDER BY at DESC
LIMIT $4
