-- The token with this secret's hash, if it holds.
SELECT account, scopes FROM tokens
WHERE id = $1 AND expires_at > $2 AND revoked_at IS NULL
LIMIT 1
