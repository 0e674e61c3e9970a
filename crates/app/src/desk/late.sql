-- Open cases of a department that are late or near it, the soonest due first. Only open cases have a due date.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, c.due_at
FROM cases c
WHERE c.department = $1 AND c.closed_at IS NULL
  AND (c.due_at > $2 OR (c.due_at = $2 AND c.number > $3))
  AND (CAST($4 AS TEXT) IS NULL OR c.status = $4)
  AND (CAST($5 AS TEXT) IS NULL OR c.matter = $5)
  AND c.suspended = 0
  AND (c.due_at < $7 OR c.yellow_at < $7 OR c.legal_at < $7 OR c.escalated = 1)
ORDER BY c.due_at, c.number
LIMIT $6
