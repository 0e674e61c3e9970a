// Every page for everyone: route table × roles × languages with axe-core, the keyboard, 320 px, doubled type, no script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser } from "../harness/browser.mjs";
import { accessibility, doubledType, keyboard, sidewaysScrolling } from "../harness/checks.mjs";
import { startCity } from "../harness/city.mjs";
import { People } from "../harness/people.mjs";
import { everyVisit, goTo, ownLinks, readRoutes } from "../harness/routes.mjs";

const PAGES = await readRoutes();
/** Links that lead out of the pages: downloads, switches, the API. */
const NOT_PAGES = /^\/(assets|language|api|sign-out|metrics|healthz)(\/|\?|$)|\.(pdf|xlsx|csv|json|svg|ics)(\?|$)|\/(print|download|file)s?(\/|\?|$)/;

let browser, city, people;
const seen = new Map();

before(async () => {
  city = await startCity();
  await city.filled();
  browser = await openBrowser();
  people = new People(browser, city.url, await city.accounts());
});
after(async () => {
  await browser?.close();
  await city?.stop();
});

/** Opens a page as a role; what is wrong is a list of sentences, so that one run shows everything. */
async function examine({ page, role, language }, choices, look) {
  const visitor = await people.bring(role, { ...choices, language });
  const wrong = [];
  try {
    if (await goTo(visitor, page)) wrong.push(...(await look(visitor)));
  } catch (fault) {
    wrong.push(fault.message);
  }
  wrong.push(...visitor.complaints);
  if (wrong.length) wrong.push(`see ${await visitor.keep(`${page.name} ${role} ${language}`)}`);
  await visitor.context.close();
  return wrong;
}

for (const visit of everyVisit(PAGES)) {
  const { page, role, language } = visit;

  test(`${page.name} for ${role} in ${language}: axe-core, the keyboard, 320 px, doubled type`, async () => {
    const wrong = await examine(visit, {}, async (visitor) => {
      remember(role, await ownLinks(visitor.page));
      const found = [...(await speaks(visitor)), ...(await accessibility(visitor.page)), ...(await keyboard(visitor.page))];
      await visitor.page.setViewportSize({ width: 320, height: 640 });
      found.push(...(await sidewaysScrolling(visitor.page)), ...(await accessibility(visitor.page)).map((one) => `at 320 px: ${one}`));
      await visitor.page.setViewportSize({ width: 1280, height: 900 });
      return [...found, ...(await doubledType(visitor.page))];
    });
    assert.deepEqual(wrong, []);
  });

  if (role === page.roles[0] && !page.press) {
    test(`${page.name} for ${role} in ${language}: without script`, async () => {
      const wrong = await examine(visit, { script: false }, async (visitor) => {
        const heading = await visitor.page.locator("h1").count();
        const lonely = await visitor.page.locator("form:not(:has([type=submit], button:not([type=button])))").count();
        return [heading === 1 ? "" : `${heading} headings of the first rank`, lonely ? `${lonely} forms cannot be sent without script` : ""].filter(Boolean);
      });
      assert.deepEqual(wrong, []);
    });
  }
}

test("every link leads somewhere, and to a page of the table", async () => {
  const wrong = [];
  const known = PAGES.flatMap((page) => [...page.follow.slice(-1), `^${page.path.split("?")[0]}/?(\\?|$)`]).map((pattern) => new RegExp(pattern));
  const shapes = new Map();
  for (const [link, role] of seen) {
    if (NOT_PAGES.test(link)) continue;
    if (!known.some((pattern) => pattern.test(link))) wrong.push(`add to routes.json: ${link} (linked for ${role})`);
    // Two of a kind are enough: a list of a hundred cases is one kind of link.
    const shape = `${role} ${link.split("?")[0].replace(/\/[^/]*\d[^/]*/g, "/*")}`;
    shapes.set(shape, [...(shapes.get(shape) ?? []), link]);
  }
  for (const [shape, links] of shapes) {
    const visitor = await people.bring(shape.split(" ")[0]);
    for (const link of links.slice(0, 2)) {
      const answer = await visitor.context.request.get(new URL(link, city.url).href);
      if (answer.status() >= 400) wrong.push(`${link} answers ${answer.status()} to ${visitor.role}`);
    }
    await visitor.context.close();
  }
  assert.deepEqual(wrong, []);
});

function remember(role, links) {
  for (const link of links) if (!seen.has(link)) seen.set(link, role);
}

/** The page says its language, has one title and one heading, and leaves no message key or placeholder to be seen. */
async function speaks(visitor) {
  const page = visitor.page;
  const [language, title, headings, text] = await Promise.all([
    page.getAttribute("html", "lang"), page.title(), page.locator("h1").count(), visitor.words(),
  ]);
  const key = text.match(/\b(refusal|problem|nav|page|part|state)-[a-z]+(-[a-z]+)+\b|\{\s*\$\w+\s*\}|\bundefined\b|\bNaN\b/);
  return [
    language?.startsWith(visitor.language) ? "" : `the page says its language is ${language}`,
    title.trim() ? "" : "the page has no title",
    headings === 1 ? "" : `${headings} headings of the first rank`,
    key ? `a message key is left on the page: ${key[0]}` : "",
  ].filter(Boolean);
}
