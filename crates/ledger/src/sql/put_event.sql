-- PostgreSQL's sequencer takes the leaf from here, so that it need not read the body again.
INSERT INTO events (id, stream, position, at, actor, name, version, body, sealed
-- pg: , leaf
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9
-- pg: , $10
)
