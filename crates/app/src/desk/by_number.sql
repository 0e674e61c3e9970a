-- Cases of the holder of a paper, found by the keyed hash of its number, newest first.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
FROM persons p
JOIN cases c ON c.person = p.person
WHERE p.number_hash = $1
ORDER BY c.received_at DESC, c.number DESC
LIMIT $2
