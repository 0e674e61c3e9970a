-- Links to the first administrators that ran out.
SELECT id FROM first_links WHERE expires_at <= $1 LIMIT $2
