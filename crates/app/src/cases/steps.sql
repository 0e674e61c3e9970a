-- Open steps of a unit in a role, the soonest due first.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at,
  s.step, s.claimed_by, s.due_at
FROM open_steps s
JOIN cases c ON c.number = s.number
WHERE s.unit = $1 AND s.role = $2
ORDER BY s.due_at, s.number
LIMIT $3
