// A real Chromium and the people who sit in front of it.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const FAILURES = fileURLToPath(new URL("../../target/e2e", import.meta.url));

/** Where a person signs in, and the fields of that form; see e2e/README.md. */
const SIGN_IN = { path: "/sign-in", name: "input[name=name]", password: "input[name=password]" };

/** Starts Chromium; `YIMEN_CHROMIUM` names another than Debian's. */
export async function openBrowser() {
  const executablePath = process.env.YIMEN_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  return {
    /** A person with a fresh browser profile; see `Visitor` for the choices. */
    visitor: (base, choices = {}) => Visitor.arrive(browser, base, choices),
    /** A bare page of this width, for files of our own. */
    paper: (width) => browser.newPage({ viewport: { width, height: 900 } }),
    close: () => browser.close(),
  };
}

/** One person at one device: a browser profile, a page, and everything that went wrong on it. */
export class Visitor {
  /**
   * `script: false` switches JavaScript off, `width` and `height` are the screen, `language` is `zh-Hans` or `en`,
   * `view` is the panel's words (`large`, `contrast`, …), `role` is only for the name of a failure's picture.
   */
  static async arrive(browser, base, { script = true, width = 1280, height = 900, language = "zh-Hans", view = "", role = "guest" } = {}) {
    const context = await browser.newContext({
      baseURL: base,
      javaScriptEnabled: script,
      viewport: { width, height },
      locale: language === "en" ? "en-GB" : "zh-CN",
      timezoneId: "Asia/Shanghai",
      reducedMotion: "reduce",
    });
    const cookies = [{ name: "yimen-language", value: language, url: base }];
    if (view) cookies.push({ name: "yimen-view", value: view, url: base });
    await context.addCookies(cookies);
    return new Visitor(context, await context.newPage(), { script, language, role });
  }

  #complaints = [];
  #expected = new Set();

  constructor(context, page, { script, language, role }) {
    Object.assign(this, { context, page, script, language, role });
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (fault) => this.#complain(`script error: ${fault.message}`));
    page.on("console", (message) => message.type() === "error" && this.#hear(message));
    page.on("response", (answer) => {
      const status = answer.status();
      const own = answer.request().isNavigationRequest() && this.#expected.has(status);
      if (status >= 400 && !own) this.#complain(`${status} for ${answer.request().method()} ${answer.url()}`);
    });
    page.on("requestfailed", (request) => {
      // A page that is left cancels what it still loads; that is the browser's doing.
      const cause = request.failure()?.errorText;
      if (cause !== "net::ERR_ABORTED") this.#complain(`${cause} for ${request.url()}`);
    });
  }

  #hear(message) {
    // A refused answer is judged by its status above; the browser's echo of it says nothing new.
    if (message.text().startsWith("Failed to load resource")) return;
    this.#complain(`console: ${message.text()} (${message.location().url})`);
  }

  #complain(sentence) {
    this.#complaints.push(`${this.page.url()}: ${sentence}`);
  }

  /** What went wrong on this person's pages so far. */
  get complaints() {
    return [...this.#complaints];
  }

  /** Pages may answer with these statuses from now on, because the test asks for it. */
  expectStatus(...statuses) {
    for (const status of statuses) this.#expected.add(status);
  }

  /** Opens a path and returns the status. */
  async open(path) {
    const answer = await this.page.goto(path, { waitUntil: "load" });
    return answer?.status();
  }

  /** Signs in through the real form with a demo account; fails if the form is still there afterwards. */
  async signIn(account) {
    if (!account) throw new Error("the demo has no such account");
    await this.open(SIGN_IN.path);
    await this.page.locator(SIGN_IN.name).fill(account.name);
    await this.page.locator(SIGN_IN.password).fill(account.password);
    await this.page.locator(`form:has(${SIGN_IN.password}) :is(button:not([type=button]), input[type=submit])`).first().click();
    await this.page.waitForLoadState("load");
    if (await this.page.locator(SIGN_IN.password).count()) {
      throw new Error(`${account.name} was not let in: ${await this.words("main")}`);
    }
  }

  /** The visible text of an element. */
  async words(selector = "body") {
    return (await this.page.locator(selector).first().innerText()).trim();
  }

  /** Keeps a picture and the page's source for whoever looks at the failure; returns where. */
  async keep(name) {
    await mkdir(FAILURES, { recursive: true });
    const place = join(FAILURES, name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 120));
    await this.page.screenshot({ path: `${place}.png`, fullPage: true }).catch(() => {});
    await writeFile(`${place}.html`, `<!-- ${this.page.url()} -->\n${await this.page.content().catch(() => "")}`);
    return `${place}.png`;
  }

  /** Ends the visit; fails if anything went wrong on the way that no test asked for. */
  async leave() {
    await this.context.close();
    if (this.#complaints.length) throw new Error(`pages complained:\n${this.#complaints.join("\n")}`);
  }
}

/** Runs `visit` with a new person; on a failure the page is kept as a picture. */
export async function visiting(browser, base, choices, visit) {
  const visitor = await browser.visitor(base, choices);
  try {
    await visit(visitor);
  } catch (fault) {
    const kept = await visitor.keep(choices.name ?? `${visitor.role} ${visitor.page.url()}`).catch(() => "no picture");
    fault.message += `\nsee ${kept}; complaints: ${visitor.complaints.join("; ") || "none"}`;
    await visitor.context.close();
    throw fault;
  }
  await visitor.leave();
}
