-- The role behind a link that holds.
SELECT role FROM first_links WHERE id = $1 AND $2 < expires_at LIMIT 1
