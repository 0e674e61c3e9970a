-- The difficulties of one person, newest first.
SELECT id FROM difficulties WHERE person = $1 ORDER BY opened_at DESC, id LIMIT $2
