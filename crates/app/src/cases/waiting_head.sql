-- What waits for the head: a proposed no, or a decision after the last step. Of the own department ($4, empty for who does not see all of it) and from
-- elsewhere, the soonest due first and what has no date last.
SELECT * FROM (
  SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
    c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
  FROM cases c
  WHERE c.department = $4 AND c.status IN ('elsewhere', 'received', 'supplementing', 'examining', 'suspended', 'granted', 'ready')
    AND c.closed_at IS NULL
    AND (c.proposal IS NOT NULL OR (c.status = 'examining' AND NOT EXISTS (SELECT 1 FROM open_steps o WHERE o.number = c.number)))
  ORDER BY CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.number
  LIMIT $3
) AS home
UNION ALL
SELECT * FROM (
  SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
    c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
  FROM open_seats s
  JOIN cases c ON c.number = s.number
  WHERE s.unit = $1 AND s.role = $2 AND c.department <> $4 AND c.status IN ('elsewhere', 'received', 'supplementing', 'examining', 'suspended', 'granted', 'ready')
    AND c.closed_at IS NULL
    AND (c.proposal IS NOT NULL OR (c.status = 'examining' AND NOT EXISTS (SELECT 1 FROM open_steps o WHERE o.number = c.number)))
  ORDER BY CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.number
  LIMIT $3
) AS elsewhere
