-- A row for a stream that is not there, so that its absence can be locked too.
INSERT INTO streams (id, head, at) VALUES ($1, 0, 0) ON CONFLICT (id) DO NOTHING
