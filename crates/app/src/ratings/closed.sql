-- The ratings of a department with nothing left to do, the newest first.
SELECT r.number, c.matter_name, r.department, COALESCE(r.added_stars, r.stars), r.stage, r.due_at, r.overdue, r.appeal,
  r.given_at
FROM ratings r
JOIN cases c ON c.number = r.number
WHERE r.department = $1 AND r.stage IN ('none', 'closed') AND r.appeal <> 'open'
ORDER BY r.given_at DESC, r.number
LIMIT $2
