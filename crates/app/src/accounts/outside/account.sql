-- The account of a subject at a provider.
SELECT account FROM outside_logins WHERE provider = $1 AND subject = $2 LIMIT 1
