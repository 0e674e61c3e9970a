-- How much one person was told since a time, by cases and by answers.
SELECT
  (SELECT count(*) FROM participants
   JOIN inbox ON inbox.number = participants.number
   WHERE participants.unit = $1 AND inbox.at > $3)
  + (SELECT count(*) FROM answers WHERE answers.person = $2 AND answers.at > $3)
