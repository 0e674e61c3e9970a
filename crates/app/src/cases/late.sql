-- Open cases of a department ($10, empty for who does not see all of it) and from elsewhere that are late or near it,
-- the soonest due first; only open cases have a due date. $3 and $4 are not used by this list.
SELECT * FROM (
  SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
    c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
  FROM cases c
  WHERE c.department = $10 AND c.closed_at IS NULL AND c.suspended = 0 AND c.due_at > 0
    AND CAST($3 AS BIGINT) > 0 AND CAST($4 AS TEXT) IS NOT NULL
    AND (CAST($5 AS TEXT) IS NULL OR c.status = $5)
    AND (CAST($6 AS TEXT) IS NULL OR c.matter = $6)
    AND (CAST($7 AS TEXT) IS NULL OR c.department = $7)
    AND (CAST($8 AS TEXT) IS NULL OR c.number_hash = $8)
    AND (c.due_at < $11 OR c.yellow_at < $11 OR c.legal_at < $11 OR c.escalated = 1)
  ORDER BY c.due_at, c.number
  LIMIT $9
) AS home
UNION ALL
SELECT * FROM (
  SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
    c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
  FROM open_seats s
  JOIN cases c ON c.number = s.number
  WHERE s.unit = $1 AND s.role = $2 AND c.department <> $10 AND c.closed_at IS NULL AND c.suspended = 0 AND c.due_at > 0
    AND CAST($3 AS BIGINT) > 0 AND CAST($4 AS TEXT) IS NOT NULL
    AND (CAST($5 AS TEXT) IS NULL OR c.status = $5)
    AND (CAST($6 AS TEXT) IS NULL OR c.matter = $6)
    AND (CAST($7 AS TEXT) IS NULL OR c.department = $7)
    AND (CAST($8 AS TEXT) IS NULL OR c.number_hash = $8)
    AND (c.due_at < $11 OR c.yellow_at < $11 OR c.legal_at < $11 OR c.escalated = 1)
  ORDER BY c.due_at, c.number
  LIMIT $9
) AS elsewhere
