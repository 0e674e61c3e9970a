-- The account that holds an administrator role.
SELECT account FROM accounts WHERE kind = 'staff' AND administrator = $1 AND closed = 0 LIMIT 1
