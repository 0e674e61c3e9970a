-- Cases of a unit that are late or near it, the soonest due first; $3 and $4 are not used by this list.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
FROM participants p
JOIN cases c ON c.number = p.number
WHERE p.unit = $1 AND p.role = $2
  AND CAST($3 AS BIGINT) > 0 AND CAST($4 AS TEXT) IS NOT NULL
  AND (CAST($5 AS TEXT) IS NULL OR c.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR c.matter = $6)
  AND (CAST($7 AS TEXT) IS NULL OR c.department = $7)
  AND (CAST($8 AS TEXT) IS NULL OR c.number_hash = $8)
  AND c.closed_at IS NULL AND c.suspended = 0
  AND (c.due_at < $10 OR c.yellow_at < $10 OR c.legal_at < $10 OR c.escalated = 1)
ORDER BY c.due_at, c.number
LIMIT $9
