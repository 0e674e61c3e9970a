-- What was done in a unit in a span of time, by what $4 names, by one account if $5 names it; each length apart.
SELECT CASE $4 WHEN 'person' THEN account WHEN 'window' THEN at_window ELSE role END AS who, act, hours, COUNT(*)
FROM case_acts
WHERE unit = $1 AND at >= $2 AND at < $3 AND (CAST($5 AS TEXT) IS NULL OR account = $5)
GROUP BY who, act, hours
ORDER BY who, act, hours
LIMIT 100000
