SELECT person, wrapped FROM subject_keys WHERE stream = $1
