-- Demo papers without a seal whose results have left the house.
SELECT documents.id
FROM documents
JOIN cases ON cases.number = documents.number
WHERE documents.demo = 1 AND documents.state = 'issued' AND cases.status IN ('delivered', 'archived')
ORDER BY documents.issued_at, documents.id
LIMIT 50
