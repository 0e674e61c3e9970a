-- Some pieces of the person's files at a time.
DELETE FROM blob_chunks WHERE (blob, number) IN (
    SELECT blob_chunks.blob, blob_chunks.number FROM blob_chunks JOIN blobs ON blobs.id = blob_chunks.blob
    WHERE blobs.person = $1 LIMIT 16)
