-- The token with this secret's hash, if it holds, and how far its account has got.
SELECT t.account, t.scopes, s.head
FROM tokens t
JOIN streams s ON s.id = 'account/' || t.account
WHERE t.id = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL
LIMIT 1
