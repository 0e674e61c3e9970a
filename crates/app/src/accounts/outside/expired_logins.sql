-- Logins that nobody came back from.
SELECT state FROM pending_logins WHERE expires_at <= $1 LIMIT $2
