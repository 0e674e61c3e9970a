-- Matters with a draft on its way, in order of their codes.
SELECT code, name, department, version, since, draft, draft_stage, withdrawn
FROM matters
WHERE draft > 0
ORDER BY code
LIMIT $1
