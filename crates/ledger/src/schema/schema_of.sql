SELECT number FROM meta WHERE name = 'schema'
