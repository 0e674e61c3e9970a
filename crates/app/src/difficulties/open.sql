-- The open difficulties of a unit, the soonest due first.
SELECT id, number, matter, applicant, unit, leader, opened_at, due_at, overdue, measures, stage
FROM difficulties
WHERE unit = $1 AND stage = 'open'
ORDER BY due_at, id
LIMIT $2
