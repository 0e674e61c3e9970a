-- Wrong query codes that no longer count.
SELECT number, expires_at FROM wrong_query_codes WHERE expires_at <= $1 LIMIT $2
