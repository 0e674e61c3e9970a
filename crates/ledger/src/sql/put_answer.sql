-- The record of a request; nothing happens if there is one.
INSERT INTO idempotency (account, route, key, request, status, body, at) VALUES ($1, $2, $3, $4, $5, $6,
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER))
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT))
ON CONFLICT (account, route, key) DO NOTHING
