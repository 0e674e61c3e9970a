-- The running session with this secret's hash, and how far its account has got.
SELECT t.account, t.assurance, t.acting_for, t.csrf, t.language, t.proved_at, s.head
FROM sessions t
JOIN streams s ON s.id = 'account/' || t.account
WHERE t.id = $1 AND t.expires_at > $2
LIMIT 1
