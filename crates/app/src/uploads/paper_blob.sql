-- Where the bytes of a paper are.
SELECT blob FROM documents WHERE id = $1 LIMIT 1
