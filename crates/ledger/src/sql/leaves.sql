SELECT leaf FROM sequence WHERE $1 < seq AND seq <= $2 ORDER BY seq LIMIT 256
