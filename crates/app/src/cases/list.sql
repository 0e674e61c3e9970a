-- Cases of a department ($10, empty for who does not see all of it) and those from elsewhere in which a unit takes
-- part in a role, the newest of each behind a place in the list.
SELECT * FROM (
  SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
    c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
  FROM cases c
  WHERE c.department = $10
    AND (c.received_at < $3 OR (c.received_at = $3 AND c.number < $4))
    AND (CAST($5 AS TEXT) IS NULL OR c.status = $5)
    AND (CAST($6 AS TEXT) IS NULL OR c.matter = $6)
    AND (CAST($7 AS TEXT) IS NULL OR c.department = $7)
    AND (CAST($8 AS TEXT) IS NULL OR c.number_hash = $8)
  ORDER BY c.received_at DESC, c.number DESC
  LIMIT $9
) AS home
UNION ALL
SELECT * FROM (
  SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
    c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
  FROM participants p
  JOIN cases c ON c.number = p.number
  WHERE p.unit = $1 AND p.role = $2 AND p.home = 0
    AND (p.received_at < $3 OR (p.received_at = $3 AND p.number < $4))
    AND (CAST($5 AS TEXT) IS NULL OR c.status = $5)
    AND (CAST($6 AS TEXT) IS NULL OR c.matter = $6)
    AND (CAST($7 AS TEXT) IS NULL OR c.department = $7)
    AND (CAST($8 AS TEXT) IS NULL OR c.number_hash = $8)
  ORDER BY p.received_at DESC, p.number DESC
  LIMIT $9
) AS elsewhere
