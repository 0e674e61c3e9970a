-- One uploaded file.
SELECT id, material, name, kind, size, created_at, stream, person, draft, number
FROM uploads
WHERE id = $1
LIMIT 1
