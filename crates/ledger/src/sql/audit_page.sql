SELECT sequence.seq, events.stream, events.position, events.at, events.actor, events.name, events.version,
    events.body, events.sealed, sequence.leaf
FROM sequence LEFT JOIN events ON events.id = sequence.event
WHERE $1 < sequence.seq ORDER BY sequence.seq LIMIT $2
