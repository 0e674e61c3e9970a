-- The shown names of two people.
SELECT person, shown_name FROM persons WHERE person = $1 OR person = $2
