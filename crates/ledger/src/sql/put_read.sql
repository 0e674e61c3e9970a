INSERT INTO read_log (at, account, unit, person, stream, what, purpose, count)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
