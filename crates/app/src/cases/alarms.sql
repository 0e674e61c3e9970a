-- Cases for which something fell due.
SELECT number FROM alarms WHERE at <= $1 ORDER BY at LIMIT $2
