INSERT INTO erasures (person, at, reason) VALUES ($1, $2, $3) ON CONFLICT (person) DO NOTHING
