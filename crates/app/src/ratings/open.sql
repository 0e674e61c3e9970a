-- The ratings of a department that are being put right or appealed against, the soonest due first.
SELECT r.number, c.matter_name, r.department, COALESCE(r.added_stars, r.stars), r.stage, r.due_at, r.overdue, r.appeal,
  r.given_at
FROM ratings r
JOIN cases c ON c.number = r.number
WHERE r.department = $1
  AND (r.stage IN ('contact', 'put_right', 'call_back', 'recheck') OR r.appeal = 'open')
ORDER BY CASE WHEN r.due_at IS NULL THEN 1 ELSE 0 END, r.due_at, r.number
LIMIT $2
