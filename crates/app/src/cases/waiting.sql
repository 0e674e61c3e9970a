-- What waits for a post of role $2 otherwise than by a step, the soonest due first and what has no date last: among the
-- open cases of the department that it sees all of ($4, empty if none) and those from elsewhere in which its unit sits.
WITH mine AS (
  SELECT c.* FROM cases c
  WHERE c.department = $4 AND c.closed_at IS NULL
  UNION ALL
  SELECT c.* FROM open_seats s JOIN cases c ON c.number = s.number
  WHERE s.unit = $1 AND s.role = $2 AND c.department <> $4 AND c.closed_at IS NULL
)
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
FROM mine c
WHERE CASE $2
  -- To be looked through and accepted where the window does that, or to be handed over.
  WHEN 'clerk' THEN c.proposal IS NULL
    AND (c.status = 'ready' OR (c.status = 'received' AND c.acceptance <> 'by_department'))
  -- To be looked through and accepted where the department does that itself.
  WHEN 'examiner' THEN c.proposal IS NULL AND c.status = 'received' AND c.acceptance = 'by_department'
  -- To be made and handed over.
  WHEN 'issuer' THEN c.status IN ('granted', 'ready')
  -- A proposed no, or a decision after the last step.
  WHEN 'head' THEN c.proposal IS NOT NULL
    OR (c.status = 'examining' AND NOT EXISTS (SELECT 1 FROM open_steps o WHERE o.number = c.number))
  -- A proposed no.
  ELSE c.proposal IS NOT NULL
END
ORDER BY CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.number
LIMIT $3
