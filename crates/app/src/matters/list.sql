-- Matters in order of their codes.
SELECT code, name, department, version, since, draft, draft_stage, withdrawn
FROM matters
WHERE code > $1
ORDER BY code
LIMIT $2
