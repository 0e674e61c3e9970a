-- Text messages that the telephone did not get, newest first.
SELECT key, number, occasion, at, delivered, reason, reported_at
FROM short_messages
WHERE delivered = 0
ORDER BY reported_at DESC, key
LIMIT $1
