-- The closed difficulties of a unit, the newest first.
SELECT id, number, matter, applicant, unit, leader, opened_at, due_at, overdue, measures, stage
FROM difficulties
WHERE unit = $1 AND stage IN ('closed', 'followed_up')
ORDER BY opened_at DESC, id
LIMIT $2
