-- What was marked as being sent when its worker stopped: nobody knows whether it arrived.
UPDATE outbox SET state = 'uncertain', why = 'the worker stopped while it was sending'
WHERE topic = $1 AND state = 'sending' AND claimed_until < $2
