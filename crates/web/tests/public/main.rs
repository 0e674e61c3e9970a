//! The public portal from its doors: requests to the router of a small city, answers looked at as a browser gets them.

mod answers; // answers that would cost somebody money or time
mod apply; // from the start page to the confirmation
mod browser; // a browser without scripts
mod everybody; // who knocks at every door, and what they have
mod kept; // forms that come back
mod matrix; // every route for everybody
mod open; // pages that need no login
mod town; // a small city in a temporary folder
mod uploads; // what is taken and what is not
mod windows; // one draft in two windows and over two sittings
