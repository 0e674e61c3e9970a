-- The number of the last event in the global order; 0 if there is none.
SELECT coalesce(max(seq), 0) FROM sequence
