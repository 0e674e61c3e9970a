-- As take_watermark.sql, but waits for another sequencer to finish its round.
SELECT words FROM meta WHERE name = 'watermark'
-- pg: FOR UPDATE
