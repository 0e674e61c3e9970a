-- Who can lead a difficulty of a unit: chiefs at the hall, then hall managers, then heads; closed accounts hold no post.
SELECT account, role, unit FROM posts
WHERE unit = $1 AND role IN ('chief_at_hall', 'hall_manager', 'head')
ORDER BY CASE role WHEN 'chief_at_hall' THEN 0 WHEN 'hall_manager' THEN 1 ELSE 2 END, account, post
LIMIT 50
