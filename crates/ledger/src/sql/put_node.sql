INSERT INTO tree_nodes (level, place, hash) VALUES ($1, $2, $3)
