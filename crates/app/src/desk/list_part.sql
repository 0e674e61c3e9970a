-- Cases in which a post takes part beside those of the department that it sees all of ($9, empty if none), newest first,
-- behind a place in the list.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, p.received_at
FROM participants p
JOIN cases c ON c.number = p.number
WHERE p.unit = $1 AND p.role = $7 AND c.department <> $9
  AND (p.received_at < $2 OR (p.received_at = $2 AND p.number < $3))
  AND (CAST($4 AS TEXT) IS NULL OR c.status = $4)
  AND (CAST($5 AS TEXT) IS NULL OR c.matter = $5)
  AND (CAST($8 AS TEXT) IS NULL OR c.department = $8)
ORDER BY p.received_at DESC, p.number DESC
LIMIT $6
