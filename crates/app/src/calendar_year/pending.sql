-- Calendars by which running cases are still to be counted again.
SELECT version, after FROM recounts WHERE done_at IS NULL ORDER BY version LIMIT 100
