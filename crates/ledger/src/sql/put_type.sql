INSERT INTO event_types (name, version) VALUES ($1, $2) ON CONFLICT (name, version) DO NOTHING
