-- The kinds of the papers of a case that carry no seal yet.
SELECT kind
FROM documents
WHERE number = $1 AND state = 'issued'
ORDER BY issued_at, id
LIMIT 200
