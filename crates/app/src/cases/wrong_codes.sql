-- The wrong codes for a number that exists, as a case or as a difficulty.
SELECT wrong.failures, wrong.expires_at
FROM (SELECT number FROM cases WHERE number = $1 UNION SELECT id AS number FROM difficulties WHERE id = $1) known
LEFT JOIN wrong_query_codes wrong ON wrong.number = known.number
