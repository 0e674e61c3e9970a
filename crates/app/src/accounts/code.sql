-- A one-time code that still holds.
SELECT code FROM one_time_codes
WHERE account = $1 AND purpose = $2 AND expires_at > $3 AND tries < $4
LIMIT 1
