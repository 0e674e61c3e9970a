-- Holds a lease longer, if it is still the holder's.
UPDATE leases SET until = $3 +
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)
WHERE name = $1 AND fence = $2 AND until >
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)
