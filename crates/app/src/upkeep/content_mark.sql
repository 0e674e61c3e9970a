-- How many events the content has: it grows with every change, whoever made it.
SELECT CAST(coalesce(sum(head), 0) AS BIGINT) FROM streams
WHERE (id >= 'content/' AND id < 'content0') OR (id >= 'matter/' AND id < 'matter0')
