-- Ratings whose rectification has a date that passed and is not marked yet.
SELECT number FROM ratings WHERE alarm_at < $1 ORDER BY alarm_at LIMIT $2
