-- Cases of a department that were accepted in a span of time, newest first, behind a place in the list.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, c.accepted_at
FROM cases c
WHERE c.department = $1 AND c.accepted_at >= $2 AND c.accepted_at < $3
  AND (CAST($4 AS TEXT) IS NULL OR c.matter = $4)
  AND (CAST($5 AS TEXT) IS NULL OR c.channel = $5)
  AND $6 = 'accepted'
  AND (c.accepted_at < $7 OR (c.accepted_at = $7 AND c.number < $8))
ORDER BY c.accepted_at DESC, c.number DESC
LIMIT $9
