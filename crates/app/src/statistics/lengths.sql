-- How often each length of $8 was counted for a department in a span of time, by what $6 names; $7 letters of a day are its step of time.
SELECT CASE $6 WHEN 'matter' THEN matter WHEN 'channel' THEN channel ELSE SUBSTR(on_day, 1, CAST($7 AS INTEGER)) END AS said,
  length, COUNT(*)
FROM case_marks
WHERE department = $1 AND at >= $2 AND at < $3
  AND (CAST($4 AS TEXT) IS NULL OR matter = $4)
  AND (CAST($5 AS TEXT) IS NULL OR channel = $5)
  AND what = $8 AND length IS NOT NULL
GROUP BY said, length
ORDER BY said, length
LIMIT 100000
