SELECT bytes FROM blob_chunks WHERE blob = $1 ORDER BY number
