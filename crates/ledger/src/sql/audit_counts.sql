SELECT (SELECT count(*) FROM events),
    (SELECT count(*) FROM events WHERE NOT EXISTS (SELECT 1 FROM sequence WHERE event = events.id)),
    (SELECT count(*) FROM tree_nodes),
    (SELECT count(*) FROM erasures)
