-- Cases on which something was done in a unit in a span of time, newest first, behind a place in the list; $4 says what $5 names.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at, a.at
FROM case_acts a
JOIN cases c ON c.number = a.number
WHERE a.unit = $1 AND a.at >= $2 AND a.at < $3
  AND CASE $4 WHEN 'person' THEN a.account WHEN 'window' THEN a.at_window ELSE a.role END = $5
  AND a.act = $6
  AND (a.at < $7 OR (a.at = $7 AND a.number < $8))
ORDER BY a.at DESC, a.number DESC
LIMIT $9
