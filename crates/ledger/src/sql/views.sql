SELECT version, build, tables FROM views WHERE name = $1
