-- A link that works once and still holds.
SELECT blob, name FROM one_time_links WHERE id = $1 AND expires_at > $2 LIMIT 1
