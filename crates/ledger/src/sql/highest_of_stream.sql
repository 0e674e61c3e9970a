SELECT coalesce(max(position), 0), count(*) FROM events WHERE stream = $1
