-- Links to files that ran out.
SELECT id FROM one_time_links WHERE expires_at <= $1 LIMIT $2
