-- Whose passkey this is, and its public key.
SELECT account, record FROM passkeys WHERE id = $1 LIMIT 1
