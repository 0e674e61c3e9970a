INSERT INTO outbox (topic, key, stream, body, sealed, not_before, at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (topic, key) DO NOTHING
