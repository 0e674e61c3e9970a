-- Whoever holds this row is the sequencer, until the end of the transaction.
SELECT words FROM meta WHERE name = 'watermark'
-- pg: FOR UPDATE SKIP LOCKED
