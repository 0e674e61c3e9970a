DELETE FROM blobs WHERE person = $1
