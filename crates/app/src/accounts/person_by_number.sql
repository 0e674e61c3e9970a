-- The person whose paper has this keyed hash.
SELECT person FROM persons WHERE number_hash = $1 LIMIT 1
