-- What one person was told of a rating or a difficulty, newest first; a rating bears the number of its case.
SELECT answers.stream, answers.position, answers.occasion, answers.at, cases.matter_name, cases.matter
FROM answers
LEFT JOIN cases ON cases.number = substr(answers.stream, 8)
WHERE answers.person = $1 AND answers.at < $2
ORDER BY answers.at DESC, answers.stream, answers.position DESC
LIMIT $3
