-- A stream that was read must not have moved, and does not move until this write is done.
SELECT head FROM streams WHERE id = $1
-- pg: FOR SHARE
