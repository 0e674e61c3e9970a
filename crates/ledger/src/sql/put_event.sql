INSERT INTO events (id, stream, position, at, actor, name, version, body, sealed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
