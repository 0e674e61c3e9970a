-- The matters of the last two thousand applications, the most wanted first; it reads an index, never all cases.
SELECT matter FROM (SELECT matter FROM cases ORDER BY received_at DESC LIMIT 2000) AS latest
GROUP BY matter
ORDER BY count(*) DESC, matter
LIMIT $1
