-- Difficulties whose date passed and is not marked yet.
SELECT id FROM difficulties WHERE alarm_at < $1 ORDER BY alarm_at LIMIT $2
