-- The case that a draft of one account became.
SELECT sent_as
FROM drafts
WHERE id = $1 AND account = $2 AND sent_as IS NOT NULL
LIMIT 1
