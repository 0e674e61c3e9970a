-- Marked before it is sent: after a crash it is uncertain, and never sent again by itself.
UPDATE outbox SET state = 'sending' WHERE id = $1 AND fence = $2 AND state = 'claimed' AND $3 <= claimed_until
