SELECT person, at, reason FROM erasures ORDER BY at, person
