-- Cases of a department in which a notice of defects was given in a span of time, newest first, behind a place in the list.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, i.at
FROM cases c
JOIN inbox i ON i.number = c.number AND i.occasion = 'supplement_asked'
WHERE c.department = $1 AND i.at >= $2 AND i.at < $3
  AND (CAST($4 AS TEXT) IS NULL OR c.matter = $4)
  AND (CAST($5 AS TEXT) IS NULL OR c.channel = $5)
  AND $6 = 'supplements'
  AND (i.at < $7 OR (i.at = $7 AND c.number < $8))
ORDER BY i.at DESC, c.number DESC
LIMIT $9
