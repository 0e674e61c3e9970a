# What the domain refuses to an applicant, and how to go on.

refusal-login-wrong = The account name or password is wrong
    .next = Check both and try again, or sign in with a code sent to your telephone.
refusal-query-code-locked = Too many wrong query codes: this number cannot be asked for at the moment. Look at the code on your receipt and try again in { $minutes } minutes
refusal-login-locked = Too many wrong attempts: the account is locked for now
    .next = Try again later. It unlocks at { $until }.
refusal-login-code = The code is wrong, already used or older than five minutes
    .next = Ask for a new code.
refusal-login-unreachable = The account has no telephone number or mail address to send a code to
    .next = Sign in with your password, or register a number at a counter with your identity card.
refusal-outside-unknown = There is no such way to sign in
    .next = Go back to the sign-in page and choose again.
refusal-outside-unreachable = { $provider } cannot be reached at the moment
    .next = Try again later, or sign in with a password or a code.
refusal-outside-answer = The answer of { $provider } cannot be trusted, so you were not signed in
    .next = Sign in again; if it happens repeatedly, please tell us.
refusal-outside-expired = This sign-in took too long or was used already
    .next = Go back to the sign-in page and start again.
refusal-outside-declined = You cancelled the sign-in at { $provider }
    .next = You can sign in again whenever you need to.
refusal-outside-not-identified = { $provider } has not verified your real name, so we cannot know who you are
    .next = Verify your name there first, or come to a counter with your identity card.
refusal-outside-another-name = The identity from { $provider } differs from the one registered here
    .next = Come to a counter with your identity card to have it checked.
refusal-first-link-spent = This link was used, has expired or never existed
    .next = Ask whoever runs the system for a new one: each start prints new links for administrators who are missing.
refusal-first-link-same-person = This staff number belongs to another administrator already, and nobody may hold two of the three offices
    .next = Give the link to a colleague.
refusal-register-known = This identity number is registered already
    .next = Sign in through the provincial account, or come to a counter with your identity card.
refusal-switch-no-mandate = There is no mandate in force for this role
    .next = The person or company must grant the mandate first.

refusal-account-login = A login name has 2 to 50 letters, digits, dots or hyphens
refusal-account-opened-before = This account exists already
refusal-account-unknown = There is no such account
refusal-account-closed = The account is closed
refusal-password-short = The password needs at least { $least } characters
refusal-password-uniform = The password needs at least { $least } kinds of characters (capital and small letters, digits, signs)
refusal-password-holds-login = The password must not contain the login name

refusal-citizen-number-shape = A citizen number has 18 symbols: 17 digits and a digit or X
refusal-citizen-number-birth = Digits 7 to 14 of the citizen number are not a date of birth
refusal-citizen-number-future = The date of birth in the citizen number lies in the future
refusal-citizen-number-check = The last symbol of the citizen number does not fit the others; check each digit
refusal-credit-code-shape = A unified social credit code has 18 digits and capital letters without I, O, S, V and Z
refusal-credit-code-check = The last symbol of the credit code does not fit the others; check each one
refusal-paper-shape = The number does not have the form of this document's numbers
refusal-paper-home-return = The number of the Mainland Travel Permit for Hong Kong and Macao Residents is malformed
refusal-paper-taiwan = The number of the Mainland Travel Permit for Taiwan Residents is malformed
refusal-paper-foreign-permanent = The number of the Foreign Permanent Resident Card is malformed
refusal-paper-residence-permit = The number of the Residence Permit for Hong Kong, Macao and Taiwan Residents is malformed
refusal-telephone = Enter a mobile number of eleven digits, a landline with area code, or a number of Hong Kong or Macao
field-name-length = A name has 1 to 50 characters
field-mail = The mail address is malformed; it looks like name@example.com
field-contact-missing = Enter a telephone number or a mail address
refusal-mandate-self = You cannot grant a mandate to yourself
refusal-mandate-ended = The mandate would end before it begins
refusal-mandate-no-evidence = A mandate needs evidence
refusal-mandate-not-in-force = The mandate is not in force

refusal-form-not-an-object = The form that was sent is malformed
refusal-case-link-only = This service is handled in another department's system
    .next = Follow the link in the guide.
refusal-case-closed-channel = This service cannot be applied for { $channel ->
        [online] online
        [counter] at a counter
        [post] by post
       *[other] this way
    }
    .next = The guide lists the ways to apply.
refusal-case-unknown-material = This case does not need the document “{ $material }”
refusal-case-nothing-asked = Nothing is asked of you at the moment
refusal-case-nothing-settled = This settles nothing that the notice asked for
    .next = Compare it with the notice, item by item.
refusal-case-unknown-defect = The notice has no item { $place }
refusal-case-commitment-not-offered = A commitment cannot stand for the document “{ $material }”
refusal-case-commitment-text-changed = The text of the commitment has changed
    .next = Read it again, then sign.
refusal-case-commitment-barred = A commitment was not kept before, so this way is closed for now
    .next = Hand in the document itself.
refusal-case-commitment-not-missing = The document “{ $material }” is there already, or committed to
refusal-case-gap-date = This document may follow within { $longest }
refusal-case-not-tolerable = The document “{ $material }” must be there from the start
refusal-case-not-missing = The document “{ $material }” is there already, or promised
refusal-case-nothing-owed = This is not a document that is still owed
refusal-case-withdraw-decided = The case is decided and can no longer be withdrawn
    .next = You may ask for review or go to court against the decision.
refusal-case-withdraw-over = The case is over
refusal-case-way-not-offered = This result cannot be delivered { $way ->
        [post] by post
        [electronic] electronically
        [window] at a counter
       *[other] this way
    }
refusal-case-no-address = Delivery by post needs an address
refusal-case-no-electronic-consent = Electronic delivery needs your consent
refusal-case-not-now = This cannot be done at the stage the case is in
    .next = Reload the page to see where the case is now.

refusal-receipt-not-one = This is not a receipt of ours
refusal-receipt-format = The receipt has the unknown format “{ $name }”
refusal-receipt-algorithm = The receipt names the unknown or contradicting algorithm “{ $name }”
refusal-receipt-not-a-key = The public key does not have the form name+hash+base64
refusal-receipt-another-city = The receipt is of “{ $receipt }”, the key of “{ $key }”
refusal-receipt-another-key = The receipt is not signed with the key “{ $key }”
refusal-receipt-forged = The signature does not fit: the receipt is forged or was changed
refusal-receipt-changed = The content was changed and does not fit the record
refusal-receipt-value-changed = Value { $number } of the receipt was changed
refusal-receipt-value-elsewhere = Value { $number } of the receipt does not belong to this record
refusal-receipt-promise-elsewhere = The promise in the receipt is for another record
refusal-receipt-not-included = The proof does not hold: this record is not in the ledger
refusal-receipt-unsigned = The receipt holds no signature of the city

refusal-rating-stars = A rating has one to five stars, not { $count }
refusal-rating-tag = The tag “{ $tag }” does not belong to these stars
refusal-rating-rated = This was rated already; you can add to it once
refusal-rating-added = This rating was added to already
refusal-rating-not-delivered = A case can be rated after its delivery
refusal-rating-no-words = Please tell us in words
refusal-difficulty-no-words = Please tell us what the difficulty is

refusal-passkey-no-host = This address cannot have passkeys
    .next = Sign in with name and password.
refusal-passkey-expired = This took too long or was used already
    .next = Please try again.
refusal-passkey-answer = The answer of the device does not hold
    .next = Try again, or sign in with name and password.
refusal-passkey-unknown = No account has this passkey
    .next = Sign in with name and password and add it anew.
refusal-passkey-too-many = There are too many passkeys, at most 10 are kept
    .next = Remove one that is not used.
