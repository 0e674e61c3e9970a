-- Cases of a department that were decided in a span of time, newest first, behind a place in the list.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, c.decided_at
FROM cases c
WHERE c.department = $1 AND c.decided_at >= $2 AND c.decided_at < $3
  AND (CAST($4 AS TEXT) IS NULL OR c.matter = $4)
  AND (CAST($5 AS TEXT) IS NULL OR c.channel = $5)
  AND ($6 = 'decided'
    OR ($6 = 'granted' AND c.outcome <> 'denied')
    OR ($6 = 'denied' AND c.outcome = 'denied')
    OR ($6 = 'on-time' AND c.decided_at <= COALESCE(c.promised_at, c.legal_at, c.decided_at))
    OR ($6 = 'late' AND c.decided_at > COALESCE(c.promised_at, c.legal_at))
    OR ($6 = 'breach' AND c.decided_at > c.legal_at))
  AND (c.decided_at < $7 OR (c.decided_at = $7 AND c.number < $8))
ORDER BY c.decided_at DESC, c.number DESC
LIMIT $9
