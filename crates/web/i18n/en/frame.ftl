# The frame around every page.

frame-skip = Skip to main content
frame-nav = Main navigation
frame-other-language = 简体中文
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-messages = My messages
frame-account = My account
frame-unread = unread messages
frame-close = Close
frame-keeper = Run by { $keeper }
frame-help = Need help? Call { $telephone }

demo-label = Demo
demo-banner = This is a demonstration city. People, cases and documents are invented and have no legal effect.
demo-paper = Demonstration document without legal effect

portal-api = Interface for programs

staff-member = { $name } (staff no. { $number })
staff-number = Staff no. { $number }
nav-home = Home
nav-matters = Find a service
nav-halls = Find a hall
nav-my = My cases
nav-to-desk = Staff desk
nav-desk-board = Deadline board
nav-to-admin = Administration
nav-verify = Check a document

access-open = Accessibility
access-title = Accessibility and display settings
access-type = Text size
access-type-normal = Normal
access-type-large = Large
access-type-largest = Largest
access-modes = Display and assistance
access-contrast = High contrast
access-icons = Large icons
access-pointer = Large pointer
access-captions = Large captions
access-reading = Read aloud
access-keyboard = Keyboard help
access-simple = Simple mode
access-apply = Save settings
access-reset = Restore defaults
access-more = About accessibility

bars-play = Read this page
bars-pause = Pause
bars-stop = Stop
bars-rate = Speed
bars-slow = Slow
bars-normal = Normal
bars-fast = Fast
bars-reading = Reading aloud
bars-ready = Click any text to start reading there
bars-no-voice = This device has no voice for this language

keys-title = Keyboard shortcuts
keys-toggle = Use single-key shortcuts
keys-help = Show or close this list
keys-search = Go to the search box
keys-close = Close what is open

sheet-back = Back to the page
sheet-foot = { $keeper } · Telephone { $telephone }

weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
