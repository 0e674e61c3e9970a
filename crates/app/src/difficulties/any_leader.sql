-- Who leads what belongs to no unit: a hall manager, else a chief at a hall, else a head.
SELECT account, role, unit FROM posts
WHERE role IN ('chief_at_hall', 'hall_manager', 'head')
ORDER BY CASE role WHEN 'hall_manager' THEN 0 WHEN 'chief_at_hall' THEN 1 ELSE 2 END, unit, account, post
LIMIT 1
