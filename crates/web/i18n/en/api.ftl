# What programs are told.

problem-fields = Some fields need changing
    .said = The fields below do not meet the rules, so nothing was carried out.
    .next = Correct each of them and send the request again.
problem-key-reused = This idempotency key was used before
    .said = The key belongs to a request with other content, so nothing was carried out.
    .next = Use a new key for a new request.
problem-in-flight = The same request is being carried out
    .said = A request with this key has not ended yet.
    .next = Wait a moment and send it again with the same key.

field-api-missing = This field is missing
field-api-unknown = There is no such field
field-api-shape = This field has the wrong shape
field-api-file = This file was not found, or it is not yours
field-api-unsealed = Every paper of this case is sealed, or none is issued yet
field-api-given = Only staff at the window may record this way of handing in
field-api-applicant = This account applies only for itself or for whom it acts
field-api-account = There is no such account: give a login name or an account id
field-api-cursor = No list gave this place out: send the "next" of the last answer as it was, or leave "after" away to begin

problem-api-malformed = This request cannot be read
    .said = It is incomplete or has not the agreed shape, so nothing was carried out.
    .next = Compare content type, parameters and body with /api/openapi.json.
problem-api-kind = The content type of the body is another one
    .said = Only application/json is taken here, so nothing was carried out.
    .next = Send the header Content-Type: application/json.
problem-api-sign-in = The request carries no valid token
    .said = The token is missing, has expired or was withdrawn.
    .next = Send "Bearer" and the token in the header Authorization; the administrator hands tokens out.
problem-api-forbidden = This account may not do that
    .said = Neither the scopes of the token nor the posts of the account reach this far; nothing was carried out.
    .next = Use a token with the right scope, or let somebody with the post do it.
problem-api-not-found = What was asked for was not found
    .said = The address does not exist, or this account takes no part in the case.
    .next = Compare path and number with /api/openapi.json.
problem-api-stale = The state has changed since
    .said = Something happened after the "seen" of this request, so nothing was carried out.
    .next = Read the case again and send the request with its new "seen".
