INSERT INTO blobs (id, person, stream, size, sha256, chunks, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
