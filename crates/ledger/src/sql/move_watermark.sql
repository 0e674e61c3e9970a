UPDATE meta SET words = $1 WHERE name = 'watermark'
