-- Records that no longer count, some at a time.
DELETE FROM idempotency WHERE (account, route, key) IN (
    SELECT account, route, key FROM idempotency WHERE at <
    -- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER) - 86400000000
    -- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) - 86400000000
    ORDER BY at LIMIT 500)
