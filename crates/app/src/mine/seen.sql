-- When an account last looked into the inbox of a person.
SELECT seen_at FROM inbox_seen WHERE account = $1 AND person = $2 LIMIT 1
