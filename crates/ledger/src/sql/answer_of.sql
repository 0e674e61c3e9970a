-- The answer that a request got before, within a day.
SELECT request, status, body FROM idempotency WHERE account = $1 AND route = $2 AND key = $3 AND
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER) - 86400000000 <= at
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) - 86400000000 <= at
