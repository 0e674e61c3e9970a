# Words that belong to the parts of pages.

field-optional = {" "}(optional)
field-error = Error:
field-why = Why we ask this
field-source = Filled in for you from: { $source }
field-year = Year
field-month = Month
field-day = Day

count-under = You have %{"{"}count{"}"} characters left
count-at = You have no characters left
count-over = You have %{"{"}count{"}"} characters too many
count-most = You can enter up to { $most } characters

upload-choose = Choose files
upload-drop = Drag files here, or
upload-limit = { $accept }, up to { $most } MB each
upload-remove = Remove
upload-sending = Uploading
upload-sent = Uploaded
upload-failed = This file was not uploaded. Check your connection and choose it again
upload-too-large = This file is larger than { $most } MB. Make it smaller or split it, then upload it again

error-summary-title = There is a problem
summary-change = Change
table-empty-cell = None
crumbs-label = You are here
back-link = Back

banner-information = Note
banner-success = Done
banner-warning = Please note
banner-error = Problem

filter-title = Filter
filter-now = Selected
filter-drop = Remove this filter
filter-clear = Clear all
filter-apply = Apply filters

pages-label = Pages
pages-first = First page
pages-next = Next page
pages-end = End of the list

due-calm = In time
due-notice = Due soon
due-yellow = Due now
due-red = Late
due-plain-notice = Due soon
due-plain-red = Late
due-paused = Clock stopped
due-met = Done in time
due-provisional = Provisional
due-why = Why this date

steps-in-words = Read the steps in words
steps-after = After: { $before }
steps-done = Done
steps-here = In progress

chart-unit = Unit: { $unit }
chart-numbers = Show the numbers

search-button = Search
search-found = suggestions, use the arrow keys to choose
search-none = No suggestions, press Enter to search

situation-apply = List the documents for my situation
situation-count = { $count ->
    [one] You need { $count } document
   *[other] You need { $count } documents
}
situation-count-now = Documents you need: %d

action-print = Print
action-copy = Copy link
action-copied = Link copied

saved-at = Saved
saved-at-time = Saved at { $time }
saved-here = No connection. Kept on this device
saved-expired = You have been signed out. What you typed is kept on this device and comes back after you sign in
saved-sign-in = Sign in now
saved-elsewhere = Another window changed this application; nothing was overwritten. Press “Save and continue” to see both
saved-refused = This was not saved. What you typed is kept on this device
saved-saving = Saving
saved-restored = We brought back what you had typed

live-changed = This page has changed.
live-reload = Show the latest

progress-said = Step { $number } of { $all }

parts-title = Parts of the interface
parts-lead = Every part that pages are made of, in each of its states, for those who draw, check and write pages.
parts-states = States and news
parts-forms = Questions and uploads
parts-lists = Lists and navigation
parts-pictures = Pictures
parts-sheet = Sample of a printed sheet
