-- One-time codes that ran out; with their time, so that a new code in their place is not swept with them.
SELECT account, purpose, expires_at FROM one_time_codes WHERE expires_at <= $1 LIMIT $2
