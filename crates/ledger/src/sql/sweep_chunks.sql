-- Chunks whose blob was never finished, older than $1.
DELETE FROM blob_chunks WHERE blob IN (
    SELECT blob FROM blob_chunks WHERE number = 0 AND at < $1
        AND NOT EXISTS (SELECT 1 FROM blobs WHERE blobs.id = blob_chunks.blob)
    LIMIT 16)
