SELECT position, at, actor, name, version, body, sealed FROM events WHERE stream = $1
UNION ALL
SELECT 0, 0, person, '', 0, wrapped, '' FROM subject_keys WHERE stream = $1
