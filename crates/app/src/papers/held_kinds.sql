-- The kinds of the papers of a case that wait for a font, a fact or a template.
SELECT kind
FROM held_papers
WHERE number = $1
ORDER BY kind
LIMIT 20
