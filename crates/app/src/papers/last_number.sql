-- The last number of a series.
SELECT last FROM paper_series WHERE stream = $1
