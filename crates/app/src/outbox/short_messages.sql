-- The text messages about a case, oldest first.
SELECT key, number, occasion, at, delivered, reason, reported_at
FROM short_messages
WHERE number = $1
ORDER BY at, key
LIMIT 200
