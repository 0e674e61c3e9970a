-- The files of a draft in the order in which they came.
SELECT id, material, name, kind, size, created_at, stream, person, draft, number
FROM uploads
WHERE draft = $1
ORDER BY created_at, id
LIMIT 500
