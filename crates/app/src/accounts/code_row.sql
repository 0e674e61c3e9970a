-- The row of a one-time code, or of the counter of codes.
SELECT expires_at, tries FROM one_time_codes WHERE account = $1 AND purpose = $2 LIMIT 1
