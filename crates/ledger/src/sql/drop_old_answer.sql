-- A record older than a day no longer counts.
DELETE FROM idempotency WHERE account = $1 AND route = $2 AND key = $3 AND at <
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER) - 86400000000
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) - 86400000000
