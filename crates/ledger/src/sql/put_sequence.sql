INSERT INTO sequence (seq, event, leaf) VALUES ($1, $2, $3)
