-- A draft of one account for one person that was not handed in.
SELECT matter, version, answers, created_at, saved_at
FROM drafts
WHERE id = $1 AND account = $2 AND person = $3 AND sent_as IS NULL
LIMIT 1
