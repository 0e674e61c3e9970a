-- Who holds a post in a unit.
SELECT DISTINCT account
FROM posts
WHERE unit = $1
ORDER BY account
LIMIT 60
