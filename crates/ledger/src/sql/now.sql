-- The database's clock, in microseconds.
SELECT
-- sqlite: CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)
-- pg: CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)
