-- Calls and letters that wait for a unit that takes part in their case, the oldest first.
SELECT e.key, e.way, e.number, e.occasion, c.matter_name, c.applicant, e.tries, e.at
FROM errands e
JOIN cases c ON c.number = e.number
WHERE e.done_at IS NULL
  AND EXISTS (SELECT 1 FROM participants p WHERE p.number = e.number AND p.unit = $1 AND p.role IN ($2, $4))
ORDER BY e.at, e.key
LIMIT $3
