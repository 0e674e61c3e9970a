-- The lease under which a job writes, if it is still the job's.
SELECT fence FROM leases WHERE name = $1 AND fence = $2 AND
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER) < until
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) < until FOR SHARE
