-- Cases that hold all words, newest first, among those in which a unit takes part.
SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status, c.outcome, c.proposal,
  c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional, c.suspended, c.escalated, c.closed_at
FROM cases c
JOIN participants p ON p.number = c.number AND p.unit = $2 AND p.role = $3
-- sqlite: WHERE c.rowid IN (SELECT rowid FROM cases_words WHERE cases_words MATCH $1)
-- pg: WHERE c.words_index @@ to_tsquery('simple', $1)
ORDER BY c.received_at DESC, c.number DESC
LIMIT $4
