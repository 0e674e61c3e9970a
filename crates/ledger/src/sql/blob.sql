SELECT person, stream, size, sha256, chunks FROM blobs WHERE id = $1
