-- A new stream, unless somebody else began it. A row at 0 is there when another write has looked for the stream.
INSERT INTO streams (id, head, at) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET head = excluded.head, at = excluded.at WHERE streams.head = 0
