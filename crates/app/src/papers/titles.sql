-- The papers of a case by title, oldest first.
SELECT kind, title, paper_number
FROM documents
WHERE number = $1
ORDER BY issued_at, id
LIMIT 200
