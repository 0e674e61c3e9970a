SELECT nr, at, account, coalesce(unit, ''), coalesce(person, ''), coalesce(stream, ''), what, purpose, count
FROM read_log WHERE $1 < nr ORDER BY nr LIMIT $2
