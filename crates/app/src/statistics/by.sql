-- Counts of a department in a span of days, by what $7 names; the columns stand in the order of the measures.
SELECT CASE $7 WHEN 'matter' THEN matter WHEN 'channel' THEN channel ELSE on_day END AS said,
  CAST(SUM(received) AS BIGINT),
  CAST(SUM(accepted) AS BIGINT),
  CAST(SUM(supplements) AS BIGINT),
  CAST(SUM(refused) AS BIGINT),
  CAST(SUM(returned) AS BIGINT),
  CAST(SUM(granted) AS BIGINT),
  CAST(SUM(denied) AS BIGINT),
  CAST(SUM(late) AS BIGINT),
  CAST(SUM(breach) AS BIGINT),
  CAST(SUM(timed) AS BIGINT),
  CAST(SUM(days_taken) AS BIGINT),
  CAST(SUM(promised) AS BIGINT),
  CAST(SUM(promised_days) AS BIGINT),
  CAST(SUM(statutory) AS BIGINT),
  CAST(SUM(statutory_days) AS BIGINT),
  CAST(SUM(rated) AS BIGINT),
  CAST(SUM(satisfied) AS BIGINT),
  CAST(SUM(at_once) AS BIGINT),
  CAST(SUM(ahead) AS BIGINT),
  CAST(SUM(law_days) AS BIGINT),
  CAST(SUM(own_days) AS BIGINT),
  CAST(SUM(same_day_owed) AS BIGINT),
  CAST(SUM(same_day_kept) AS BIGINT),
  CAST(SUM(delivered) AS BIGINT),
  CAST(SUM(no_meeting) AS BIGINT),
  CAST(SUM(materials_listed) AS BIGINT),
  CAST(SUM(materials_waived) AS BIGINT),
  CAST(SUM(no_proposed) AS BIGINT),
  CAST(SUM(no_overruled) AS BIGINT)
FROM case_counts
WHERE fold = $1 AND department = $2 AND on_day >= $3 AND on_day <= $4
  AND (CAST($5 AS TEXT) IS NULL OR matter = $5)
  AND (CAST($6 AS TEXT) IS NULL OR channel = $6)
GROUP BY said
ORDER BY said
LIMIT 20000
