SELECT hash FROM tree_nodes WHERE level = $1 AND place = $2
