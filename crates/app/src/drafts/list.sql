-- The drafts of one account for one person, the last saved first.
SELECT id, matter, saved_at
FROM drafts
WHERE account = $1 AND person = $2 AND sent_as IS NULL
ORDER BY saved_at DESC, id
LIMIT 50
