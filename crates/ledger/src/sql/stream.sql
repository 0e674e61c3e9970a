SELECT head, at FROM streams WHERE id = $1
