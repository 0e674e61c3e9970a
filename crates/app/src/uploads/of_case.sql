-- The files of a case in the order in which they came.
SELECT id, material, name, kind, size, created_at, stream, person, draft, number
FROM uploads
WHERE number = $1
ORDER BY created_at, id
LIMIT 1000
