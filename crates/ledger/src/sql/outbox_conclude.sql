-- Somebody decided, or a report proved, that nothing is left to be done; the content is dropped.
UPDATE outbox SET state = 'done', why = $2, body = $3, sealed = $3, claimed_until = 0
WHERE id = $1 AND state IN ('dead', 'uncertain')
