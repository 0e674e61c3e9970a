SELECT id, stream, position, at, actor, name, version, body FROM events
WHERE NOT EXISTS (SELECT 1 FROM sequence WHERE event = events.id)
ORDER BY stream, position
