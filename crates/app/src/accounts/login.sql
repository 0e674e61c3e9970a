-- How a login name proves itself.
SELECT account, password, failures, failed_at FROM logins WHERE login = $1 LIMIT 1
