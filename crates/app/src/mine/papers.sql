-- The papers of one person's cases, newest first.
SELECT documents.id, documents.kind, documents.title, documents.paper_number, documents.issued_at, documents.valid_until,
  documents.code, documents.number, documents.matter_name, cases.matter
FROM participants
JOIN documents ON documents.number = participants.number
JOIN cases ON cases.number = participants.number
WHERE participants.unit = $1 AND documents.issued_at < $2
ORDER BY documents.issued_at DESC, documents.id
LIMIT $3
