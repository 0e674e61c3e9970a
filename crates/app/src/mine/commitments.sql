-- Signed commitments, newest first; persons by their masked names.
SELECT commitments.matter, commitments.material, persons.shown_name, commitments.signed_at,
  commitments.finding, commitments.checked_at
FROM commitments
LEFT JOIN persons ON persons.person = commitments.person
WHERE commitments.signed_at < $1 AND (CAST($2 AS TEXT) IS NULL OR commitments.matter = $2)
ORDER BY commitments.signed_at DESC, commitments.number
LIMIT $3
