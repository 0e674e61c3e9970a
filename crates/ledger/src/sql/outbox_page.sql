SELECT id, topic, key, stream, state, not_before, attempts, why, at FROM outbox
WHERE state = $1 AND $2 < id ORDER BY id LIMIT $3
