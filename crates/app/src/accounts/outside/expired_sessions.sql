-- Sessions that ran out.
SELECT id FROM sessions WHERE expires_at <= $1 LIMIT $2
