-- What waits to be made and handed over.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
FROM participants p
JOIN cases c ON c.number = p.number
WHERE p.unit = $1 AND p.role = $2
  AND c.closed_at IS NULL
  AND c.status IN ('granted', 'ready')
ORDER BY c.due_at, c.number
LIMIT $3
