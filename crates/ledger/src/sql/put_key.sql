INSERT INTO subject_keys (stream, person, wrapped) VALUES ($1, $2, $3) ON CONFLICT (stream, person) DO NOTHING
