-- Somebody pressed the button.
UPDATE outbox SET state = 'waiting', why = '', not_before = $2, attempts = 0
WHERE id = $1 AND state IN ('dead', 'uncertain')
