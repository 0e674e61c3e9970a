-- Whose counts a case adds to, and when its times ended.
SELECT department, matter, channel, promised_at, legal_at FROM cases WHERE number = $1 LIMIT 1
