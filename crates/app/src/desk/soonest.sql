-- Open cases of a department that are not late yet, the soonest due first: what will be late before it is late.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
FROM cases c
WHERE c.department = $1 AND c.closed_at IS NULL AND c.due_at >= $2 AND c.suspended = 0
ORDER BY c.due_at, c.number
LIMIT $3
