-- One call or letter with its sealed address.
SELECT e.key, e.way, e.number, e.occasion, c.matter_name, c.applicant, e.tries, e.at, e.address, e.person, e.position
FROM errands e
JOIN cases c ON c.number = e.number
WHERE e.key = $1
LIMIT 1
