-- A login that has begun at a provider and has not run out.
SELECT kept FROM pending_logins WHERE state = $1 AND provider = $2 AND expires_at > $3 LIMIT 1
