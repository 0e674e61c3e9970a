# Finding a matter, and its guide.

list-separator = ,
regime-licence = Licence
regime-registration = Registration
regime-confirmation = Confirmation
regime-benefit = Benefit
regime-filing = Filing
regime-public-service = Public service
regime-reward = Reward
regime-adjudication = Adjudication
audience-person = Persons
audience-enterprise = Companies
audience-public-institution = Public institutions
audience-social-organisation = Social organisations
audience-unincorporated = Sole traders and unincorporated firms
audience-authority = Authorities
audience-other = Other organisations
channel-window = At a window
channel-online = Online
channel-mobile = By telephone app
channel-kiosk = At a kiosk
channel-video = By video
channel-appointment = By appointment
channel-post = By post
channel-at-home = At home
channel-hotline = Hotline
scope-home-unit = Only at the acting body
scope-town = Any window of the town
scope-district = Any window of the district
scope-city = Any window of the city
scope-cross-city = Across cities
scope-cross-province = Across provinces
scope-cross-border = Across the border
online-none = In person
online-possible = Can begin online
online-whole = Wholly online
acceptance-at-receipt = Complete papers are accepted on receipt
acceptance-by-window = The window accepts
acceptance-by-department = The department accepts
completion-instant = Done on the spot
completion-promised = Done within the promised time
result-licence = Licence
result-approval = Approval
result-certificate = Certificate
result-payment = Payment
result-other = Other
result-none = None
delivery-window = Collect at a window
delivery-post = Post, free of charge
delivery-electronic = Electronic service
delivery-locker = Pick-up locker
source-applicant = Your own
source-authority = Issued by an authority
source-other = Issued by others
copies-copy = { $copy ->
        [one] { $copy } copy
       *[other] { $copy } copies
    }
copies-original = { $original ->
        [one] { $original } original
       *[other] { $original } originals
    }
copies-both = Originals: { $original }, copies: { $copy }

matters-title = Find a matter
matters-within = Done in { $limit }
matters-elsewhere = In a department's system
matters-none = Nothing found
matters-none-said = Try other words, one or two are enough, or drop a condition on the left.
matters-all = All matters
matters-found = { $count ->
        [one] One matter
       *[other] { $count } matters
    }
matters-theme = Theme
matters-department = Department
matters-hall = Hall
matters-platform = Platform
matters-how = How
matters-audience = For whom
matters-everybody = Anybody
matters-for-persons = Persons
matters-for-enterprises = Enterprises and organisations
matters-any = Any
matters-words = With “{ $words }”

withdrawn-title = This matter is no longer offered
withdrawn-said = It was cancelled or became part of another matter.
withdrawn-successor = See { $name }
codes-title = Codes of matters
codes-said = Scan a code to read the guide. The code stays the same when the guide changes.

guide-sample = Sample
guide-sample-paper = Sample text, not approved by the authority
guide-can-i = Can I?
guide-what = What do I need?
guide-how-long = How long?
guide-how-much = How much?
guide-where = Where?
guide-no-conditions = No further conditions
guide-conditions-count = { $count ->
        [one] One condition
       *[other] { $count } conditions
    }
guide-materials-count = { $count ->
        [one] One document
       *[other] { $count } documents
    }
guide-materials-more = { $count } more in some situations
guide-statutory = The law allows { $limit }
guide-no-statutory = The law fixes no limit
guide-free = Free of charge
guide-elsewhere-online = On the department's site
guide-visits = { $count ->
        [0] No visit needed
        [one] One visit at most
       *[other] { $count } visits at most
    }
guide-material-name = Document
guide-material-copies = Copies
guide-material-requirement = What it must look like
guide-material-basis = Rule
guide-materials = Documents
guide-situational = In some situations
guide-from-form = Made from the form
guide-tolerable = May follow within { $limit }
guide-commitment = A commitment can replace it
guide-issued-by = Issued by { $body }
guide-department = Acting body
guide-decided = Where it is decided
guide-decided-here = Here
guide-decided-exchange = You apply here; it is decided in “{ $system }” and the progress shows here
guide-decided-elsewhere = In the department's own system
guide-acceptance = How it is accepted
guide-completion = Kind of handling
guide-promised = Promised time
guide-law-limit = Time by law
guide-scope = Where any window takes it
guide-channels = Ways
guide-halls = Halls
guide-no-hall = In no hall
guide-fee = Fee
guide-result = Result
guide-valid = valid for { $limit }
guide-delivery = Delivery
guide-source = Source of this text
guide-from-authority = { $source }, { $date }
guide-from-sample = A sample, not approved by the authority. { $note }
law-likely = Likely
law-unsure = To be confirmed
guide-scan = Scan for this guide
guide-code-label = Code of “{ $name }”
guide-ask = Questions
guide-complain = Complaints
guide-version = Version { $version }
guide-version-since = Version { $version }, in force since { $date }
guide-situation = Which documents do I need?
guide-situation-said = Answer a few questions and see only what you need.
guide-conditions = Conditions
guide-steps = How it goes
guide-step-apply = You apply
guide-step-apply-note = Online or at a window
guide-step-accept = Acceptance
guide-step-result = You get the result
guide-facts = Facts
guide-more = Worth knowing
guide-questions = Questions people ask
guide-points = What is examined
guide-points-said = Staff check these points; whoever meets them gets it.
guide-laws = Laws
guide-instead = See the matter that fits
guide-take-along = Take this guide along
guide-print = Print on one sheet
guide-save-code = Save the code
guide-start = Start
guide-start-said = Saved all the time; finish when you like
guide-start-not-for-staff = This is a work account, which cannot apply. For yourself, sign in with your own account; for a visitor, use the intake at the counter.
guide-start-there = Go to the department's site
guide-start-there-said = You leave this site
guide-start-hall = Where to go
guide-start-hall-said = This matter is done at a hall
