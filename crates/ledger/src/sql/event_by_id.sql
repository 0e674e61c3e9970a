SELECT events.stream, events.position, events.at, events.actor, events.name, events.version, events.body,
    events.sealed, sequence.seq
FROM events LEFT JOIN sequence ON sequence.event = events.id
WHERE events.id = $1
