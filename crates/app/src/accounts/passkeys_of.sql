-- The passkeys of an account, newest first.
SELECT id, name, created_at, used_at FROM passkeys WHERE account = $1 ORDER BY created_at DESC, id LIMIT 20
