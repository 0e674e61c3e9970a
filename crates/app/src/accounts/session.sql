-- The running session with this secret's hash.
SELECT account, assurance, acting_for, csrf, language, proved_at
FROM sessions
WHERE id = $1 AND expires_at > $2
LIMIT 1
