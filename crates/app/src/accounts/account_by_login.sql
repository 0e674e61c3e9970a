-- The account with this login name.
SELECT account FROM accounts WHERE login = $1 LIMIT 1
