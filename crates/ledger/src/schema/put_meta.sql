INSERT INTO meta (name, number, words) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET number = excluded.number, words = excluded.words
