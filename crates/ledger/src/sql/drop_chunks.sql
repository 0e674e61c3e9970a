DELETE FROM blob_chunks WHERE blob = $1
