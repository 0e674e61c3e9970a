-- For whom a person may act now.
SELECT principal FROM mandates
WHERE agent = $1 AND (until_at IS NULL OR until_at > $2)
LIMIT 500
