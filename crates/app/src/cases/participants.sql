-- Who takes part in a case.
SELECT unit, role FROM participants WHERE number = $1 LIMIT 200
