SELECT id, head FROM streams WHERE $1 < id AND 0 < head ORDER BY id LIMIT $2
