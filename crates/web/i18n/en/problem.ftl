# What a page says when it cannot do what was asked.

problem-home = Go to the home page
problem-call = Call { $telephone } for help
problem-law = Legal basis: { $law }
problem-reference = Reference:

problem-malformed = We could not read what was sent
    .said = What we received is incomplete or malformed, so nothing was done and your case has not changed.
    .next = Go back, reload the page, and send the form again.
problem-sign-in = Please sign in first
    .said = This page is personal and can only be seen after signing in.
    .next = If you were filling in a form, you can go on after signing in. Nothing you typed is lost.
problem-forbidden = You do not have access to this page
    .said = The account you are signed in with may not see or do this.
    .next = If you act for somebody else or for a company, switch to that role first.
problem-not-found = We could not find this page
    .said = The address may be wrong, or the page has moved.
    .next = You can search for the service on the home page.
problem-stale = This page has changed
    .said = Somebody else made a change after you opened this page, so nothing was sent.
    .next = Go back and reload to see the latest version. What you typed is still in the form.
problem-too-large = The file is too large
    .said = One upload can be at most { $most } MB.
    .next = Make the file smaller or upload in parts. Staff at a hall can also scan it for you.
problem-refused = This step cannot be done now
    .next = Follow the explanation above. If it is not clear, call us or ask at a counter.
problem-too-many = Too many attempts
    .said = To protect your account, please wait { $seconds } seconds and try again.
    .next = If this was not you, change your password soon.
problem-fault = Something went wrong on our side
    .said = This is our fault. Your data is safe, and cases already submitted are not affected.
    .next = Try again in a moment. If it keeps happening, tell our staff the reference.

refusal-sample = Another officer is responsible for this, so you cannot decide it
    .next = Contact that officer, or ask the head to reassign it.

accessibility-title = Accessibility statement
accessibility-lead = Everybody should be able to get things done on their own, whatever their age, sight, hearing or device.
accessibility-modes-title = Help on every page
accessibility-modes-said = Open “Accessibility” at the top of any page. Settings are remembered on this device.
accessibility-mode-type = Two larger text sizes, large icons and a large pointer
accessibility-mode-contrast = High contrast: yellow and white on black
accessibility-mode-reading = Reading aloud of a page or of the paragraph you click, at three speeds
accessibility-mode-captions = Large captions of what you point at, focus or hear
accessibility-mode-keyboard = Everything works with the keyboard alone; press the question mark for the shortcuts
accessibility-mode-simple = Simple mode with fewer choices and more explanation
accessibility-standard-title = The standard we follow
accessibility-standard-said = Pages are designed to WCAG 2.2 level AA and are checked with tools and in a real browser before each release.
accessibility-browsers = Chromium 86 and later browsers are supported. Every step can also be done in a browser without scripts.
accessibility-limits-title = What is not there yet
accessibility-limits-said = Scans uploaded by applicants have no text alternative. Some documents come from other departments' systems and may not be readable aloud.
accessibility-tell-title = Tell us
accessibility-tell-said = If a page does not work for you, call { $telephone }. We first help you get it done, then improve the page.

problem-full = New content cannot be saved for the moment
    .said = The storage is full. Nothing of this submission was written; what was done before is safe.
    .next = What you typed is still in your browser. Please try again later or call us.
