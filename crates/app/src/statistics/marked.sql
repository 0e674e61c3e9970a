-- Cases of a department of which something was counted in a span of time, newest first, behind a place in the list.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, m.at
FROM case_marks m
JOIN cases c ON c.number = m.number
WHERE m.department = $1 AND m.at >= $2 AND m.at < $3
  AND (CAST($4 AS TEXT) IS NULL OR m.matter = $4)
  AND (CAST($5 AS TEXT) IS NULL OR m.channel = $5)
  AND m.what = $6
  AND (m.at < $7 OR (m.at = $7 AND m.number < $8))
ORDER BY m.at DESC, m.number DESC
LIMIT $9
