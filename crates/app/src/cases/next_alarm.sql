-- The earliest alarm.
SELECT at FROM alarms ORDER BY at LIMIT 1
