-- Text messages of which nobody knew whether they arrived until a report said so; what is left waits for the next round.
SELECT o.id FROM outbox o
JOIN short_messages s ON s.key = o.key
WHERE o.state = 'uncertain' AND o.topic = 'sms' AND s.delivered = 1
ORDER BY o.id
LIMIT 500
