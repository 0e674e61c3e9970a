-- Papers that wait, the oldest first.
SELECT id, number, kind, department, reason, value_name, value, since
FROM held_papers
ORDER BY since, id
LIMIT $1
