-- Takes entries whose time has come and that nobody holds.
UPDATE outbox SET state = 'claimed', fence = fence + 1, attempts = attempts + 1, claimed_until = $2 + $3
WHERE id IN (
    SELECT id FROM outbox
    WHERE topic = $1 AND not_before <= $2
        AND (state = 'waiting' OR (state = 'claimed' AND claimed_until < $2))
    ORDER BY not_before, id LIMIT $4
    -- pg: FOR UPDATE SKIP LOCKED
)
RETURNING id, key, stream, body, sealed, attempts, fence, not_before
