-- How far the gateway's reports were read.
SELECT max(sequence) FROM short_messages LIMIT 1
