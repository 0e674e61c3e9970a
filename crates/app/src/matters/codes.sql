-- Every matter that was ever published.
SELECT code, since FROM matters WHERE version > 0 ORDER BY code LIMIT 100000
