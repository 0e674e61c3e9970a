-- What was delivered keeps its key, so that it is never sent again, but not its content.
UPDATE outbox SET state = 'done', why = '', body = $3, sealed = $3, claimed_until = 0
WHERE id = $1 AND fence = $2 AND state IN ('claimed', 'sending')
