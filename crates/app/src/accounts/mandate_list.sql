-- For whom a person may act.
SELECT mandates.principal, persons.shown_name, mandates.kind, mandates.until_at
FROM mandates
JOIN persons ON persons.person = mandates.principal
WHERE mandates.agent = $1 AND (mandates.until_at IS NULL OR mandates.until_at > $2)
ORDER BY persons.shown_name
LIMIT 100
