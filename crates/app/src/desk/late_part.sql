-- Open cases that wait in a unit beside those of the department that it sees all of ($10, empty if none) and are late or
-- near it, the soonest due first.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, c.due_at
FROM open_seats s
JOIN cases c ON c.number = s.number
WHERE s.unit = $1 AND s.role = $8 AND c.department <> $10
  AND (c.due_at > $2 OR (c.due_at = $2 AND c.number > $3))
  AND (CAST($4 AS TEXT) IS NULL OR c.status = $4)
  AND (CAST($5 AS TEXT) IS NULL OR c.matter = $5)
  AND (CAST($9 AS TEXT) IS NULL OR c.department = $9)
  AND c.suspended = 0
  AND (c.due_at < $7 OR c.yellow_at < $7 OR c.legal_at < $7 OR c.escalated = 1)
ORDER BY c.due_at, c.number
LIMIT $6
