INSERT INTO blob_chunks (blob, number, bytes, at) VALUES ($1, $2, $3, $4)
