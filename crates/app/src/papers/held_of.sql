-- Papers of a case that wait, the oldest first.
SELECT id, number, kind, department, reason, value_name, value, since
FROM held_papers
WHERE number = $1
ORDER BY since, id
LIMIT 200
