-- Calls and letters that wait for a unit that takes part in their case, the oldest first.
SELECT e.key, e.way, e.number, e.occasion, c.matter_name, c.applicant, e.tries, e.at
FROM errands e
JOIN participants p ON p.number = e.number AND p.unit = $1 AND p.role = $2
JOIN cases c ON c.number = e.number
WHERE e.done_at IS NULL
ORDER BY e.at, e.key
LIMIT $3
