-- Takes a lease that is free or has run out, on the database's clock.
INSERT INTO leases (name, fence, until) VALUES ($1, 1, $2 +
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER))
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT))
ON CONFLICT (name) DO UPDATE SET fence = leases.fence + 1, until = excluded.until
WHERE leases.until <= excluded.until - $2
RETURNING fence
