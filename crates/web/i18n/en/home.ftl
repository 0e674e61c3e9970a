home-title = What do you need to do?
home-search = Say it in your own words, for example “open a restaurant”
home-common = Often needed
