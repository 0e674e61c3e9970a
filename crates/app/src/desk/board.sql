-- Open cases of a department by matter and colour. Only open cases have a due date; those that stand still have none.
SELECT c.matter, c.matter_name,
  CASE
    WHEN c.legal_at < $2 THEN 'breach'
    WHEN c.due_at < $2 OR c.escalated = 1 THEN 'red'
    WHEN c.yellow_at < $2 THEN 'yellow'
    ELSE 'green'
  END AS colour,
  COUNT(*), SUM(c.escalated), SUM(CASE WHEN c.proposal IS NULL THEN 0 ELSE 1 END)
FROM cases c
WHERE c.department = $1 AND c.closed_at IS NULL AND c.due_at > 0 AND c.suspended = 0
GROUP BY c.matter, c.matter_name, colour
ORDER BY c.matter, c.matter_name, colour
LIMIT 2000
