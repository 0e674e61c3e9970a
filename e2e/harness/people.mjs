// Signed-in people: each role signs in once and then opens as many pages as a test likes.

/** Brings visitors of any role to one city; signing in happens once for each role. */
export class People {
  #browser;
  #city;
  #accounts;
  #sessions = new Map();

  constructor(browser, city, accounts) {
    this.#browser = browser;
    this.#city = city;
    this.#accounts = accounts;
  }

  /** A visitor of this role, signed in unless a guest. */
  async bring(role, choices = {}) {
    const visitor = await this.#browser.visitor(this.#city, { ...choices, role });
    if (role === "guest") return visitor;
    if (!this.#sessions.has(role)) {
      await visitor.signIn(this.#accounts[role]);
      this.#sessions.set(role, await this.#sessionOf(visitor));
    } else {
      await visitor.context.addCookies(this.#sessions.get(role));
    }
    return visitor;
  }

  async #sessionOf(visitor) {
    const cookies = await visitor.context.cookies();
    return cookies.filter((cookie) => !["yimen-language", "yimen-view"].includes(cookie.name));
  }
}
