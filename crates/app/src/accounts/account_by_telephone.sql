-- Open accounts of natural persons with this telephone number; two are enough to know that it names nobody.
SELECT a.account
FROM persons p
JOIN accounts a ON a.person = p.person
WHERE p.telephone_hash = $1 AND p.kind = 'natural' AND a.closed = 0
LIMIT 2
