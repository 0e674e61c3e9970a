-- The papers of a case, oldest first.
SELECT id, kind, paper_number, issued_at, pages, state
FROM documents
WHERE number = $1
ORDER BY issued_at, id
LIMIT 200
