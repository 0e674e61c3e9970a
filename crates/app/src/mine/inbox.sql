-- What one person was told, newest first.
SELECT inbox.number, inbox.position, inbox.occasion, inbox.at, cases.matter_name, cases.matter
FROM participants
JOIN inbox ON inbox.number = participants.number
JOIN cases ON cases.number = participants.number
WHERE participants.unit = $1 AND inbox.at < $2
ORDER BY inbox.at DESC, inbox.number, inbox.position DESC
LIMIT $3
