SELECT id FROM events WHERE stream = $1 AND position = $2
