INSERT INTO views (name, version, build, tables) VALUES ($1, $2, $3, $4)
ON CONFLICT (name) DO UPDATE SET version = excluded.version, build = excluded.build, tables = excluded.tables
