-- The account of a natural person.
SELECT account FROM accounts WHERE person = $1 AND closed = 0 LIMIT 1
