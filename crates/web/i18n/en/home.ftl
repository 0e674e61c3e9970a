# The first page.

home-title = What do you need to do?
home-search = Say what you need, for example “open a restaurant”
home-common = What many people need
home-own = My cases
home-own-none = You have no case running.
home-own-all = All my cases
home-life = Life events
home-enterprise = For enterprises
home-platforms = By platform
home-halls = Halls
home-halls-all = All halls
home-without = Without signing in
home-progress = Follow a case by number and query code
home-verify = Check a paper or a receipt
home-commitments = Public register of commitments
