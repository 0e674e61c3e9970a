SELECT person FROM erasures
