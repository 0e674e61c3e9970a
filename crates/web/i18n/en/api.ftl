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
field-api-given = Only staff at the window may record this way of handing in
field-api-applicant = This account applies only for itself or for whom it acts
