SELECT hash FROM tree_nodes WHERE level = $1 AND $2 <= place AND place < $3 ORDER BY place LIMIT 256
