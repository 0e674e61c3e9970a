SELECT position, at, actor, name, version, body, sealed FROM events WHERE stream = $1 ORDER BY position
