-- Cases of a department whose clock stands still, by matter.
SELECT c.matter, c.matter_name, COUNT(*)
FROM cases c
WHERE c.department = $1 AND c.suspended = 1 AND c.closed_at IS NULL
GROUP BY c.matter, c.matter_name
ORDER BY c.matter, c.matter_name
LIMIT 2000
