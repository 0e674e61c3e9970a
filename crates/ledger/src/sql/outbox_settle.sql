-- Only the newest holder may say how it went.
UPDATE outbox SET state = $3, why = $4, not_before = coalesce($5, not_before), claimed_until = 0
WHERE id = $1 AND fence = $2 AND state IN ('claimed', 'sending')
