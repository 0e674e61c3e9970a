// The table of pages: who opens them, how one gets there, in which languages.
//
// `routes.json` has one entry for each page:
//   name       for pictures and test names, unique
//   path       the address; or where to begin when `follow` is given; `{draft}` stands for a draft of one's own
//   matches    a pattern of all addresses of its kind, where one stands for many
//   follow     patterns of links to follow one after another, for pages of one case or one matter
//   roles      who opens it: `guest` or a demo account; the first one is pictured
//   languages  `zh-Hans` if not given
//   press      a selector of a button to press at the end, for the state after it
//   status     what the page answers; 200 if not given
//   optional   true where a demo may have nothing to show, for example no draft

import { readFile } from "node:fs/promises";

/** All pages, with what was left out filled in. */
export async function readRoutes() {
  const text = await readFile(new URL("../routes.json", import.meta.url), "utf8");
  const pages = JSON.parse(text).map((page) => ({ follow: [], languages: ["zh-Hans"], status: 200, optional: false, ...page }));
  const names = pages.map((page) => page.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new Error(`two pages are called ${twice} in routes.json`);
  return pages;
}

/** Every page with every role and language that it is for. */
export function everyVisit(pages) {
  return pages.flatMap((page) => page.roles.flatMap((role) => page.languages.map((language) => ({ page, role, language }))));
}

/** The pattern of the addresses that a page of the table stands for. */
export function patternOf(page) {
  return new RegExp(page.matches ?? page.follow.at(-1) ?? `^${page.path.split("?")[0]}/?(\\?|$)`);
}

/** Begins an application as this person and returns the name of its draft in addresses. */
export async function beginDraft(visitor, matter = "tree-felling") {
  await visitor.open(`/apply/${matter}`);
  const button = visitor.page.locator("main form button.govuk-button").first();
  await Promise.all([visitor.page.waitForNavigation(), button.click()]);
  return new URL(visitor.page.url()).pathname.split("/")[3];
}

/** Goes to a page as a person does; returns false where an optional page does not exist in this city. */
export async function goTo(visitor, page) {
  if (page.status !== 200) visitor.expectStatus(page.status);
  let path = page.path;
  if (path.includes("{draft}")) path = path.replace("{draft}", (visitor.draft ??= await beginDraft(visitor)));
  let status = await visitor.open(path);
  if (page.follow.length) {
    status = await follow(visitor, page.follow, page.optional ? TRIED.optional : TRIED.wanted);
    if (status === undefined && page.optional) return false;
    if (status === undefined) throw new Error(`from ${path} no links like ${page.follow.join(" and ")} lead to ${page.name}`);
  }
  if (page.press) {
    const [answer] = await Promise.all([visitor.page.waitForNavigation(), visitor.page.locator(page.press).first().click()]);
    status = answer?.status();
  }
  if (status !== page.status) throw new Error(`${page.name} (${visitor.page.url()}) answered ${status} to ${visitor.role}, not ${page.status}`);
  return true;
}

/** How many links of one kind are tried: not every case of a list has each page, and the list moves with the hour. */
const TRIED = { optional: 12, wanted: 100 };

/** Follows links of these kinds one after another, and turns back where one leads no further; the status of the last page. */
async function follow(visitor, [pattern, ...further], tried) {
  const links = (await ownLinks(visitor.page)).filter((link) => new RegExp(pattern).test(link));
  for (const link of links.slice(0, tried)) {
    const status = await visitor.open(link);
    const reached = further.length ? await follow(visitor, further, tried) : status;
    if (reached !== undefined) return reached;
  }
  return undefined;
}

/** The addresses of all links on a page that stay in the city, without what follows `#`. */
export async function ownLinks(page) {
  const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => link.href));
  const origin = new URL(page.url()).origin;
  const own = links.map((link) => new URL(link)).filter((link) => link.origin === origin);
  return [...new Set(own.map((link) => link.pathname + link.search))];
}
