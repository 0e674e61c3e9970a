-- Accounts of one kind in order of their login names.
SELECT account, login, kind, administrator, posts, opened_at, closed
FROM accounts
WHERE kind = $1 AND login > $2
ORDER BY login
LIMIT $3
