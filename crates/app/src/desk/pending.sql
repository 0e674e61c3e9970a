-- Applications for a matter by the holder of a paper, found by the keyed hash of its number, that still run.
SELECT c.number
FROM persons p
JOIN cases c ON c.person = p.person
WHERE p.number_hash = $1 AND c.matter = $2 AND c.closed_at IS NULL
ORDER BY c.received_at DESC
LIMIT 5
