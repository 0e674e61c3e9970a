SELECT number FROM meta WHERE name = 'generation'
