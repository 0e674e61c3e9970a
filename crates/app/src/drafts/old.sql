-- Drafts that nobody touched since a time.
SELECT id FROM drafts WHERE saved_at < $1 ORDER BY saved_at LIMIT 100
