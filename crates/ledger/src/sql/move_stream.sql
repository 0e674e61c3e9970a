-- Moves the head of a stream, only from where it was read and never back in time.
UPDATE streams SET head = $3, at = $4 WHERE id = $1 AND head = $2 AND at <= $5
