// Every page for everyone: route table × roles × languages with axe-core, the keyboard, 320 px, doubled type, no script.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { openBrowser } from "../harness/browser.mjs";
import { livingCity } from "../harness/city.mjs";
import { AT_ONCE, examine, examinePage, examineWithoutScript, glanceAtPage } from "../harness/examination.mjs";
import { People } from "../harness/people.mjs";
import { beginDraft, everyVisit, goTo, ownLinks, patternOf, readRoutes } from "../harness/routes.mjs";

const PAGES = await readRoutes();
/** Links that lead out of the pages: downloads, switches, the API. */
const NOT_PAGES = /^\/(assets|language|api|sign-out|metrics|healthz|m|files|once)(\/|\?|$)|^\/(brand\.css|my\/papers\/|desk\/files\/|desk\/papers\/)|\.(pdf|xlsx|csv|json|svg|ics)(\?|$)|\/(download|file)s?(\/|\?|$)/;

let browser, city, people, draft;
const seen = new Map();

before(async () => {
  city = await livingCity();
  browser = await openBrowser();
  people = new People(browser, city.url, await city.accounts());
  // Everybody signs in once before pages are looked at side by side.
  for (const role of new Set(PAGES.flatMap((page) => page.roles))) {
    const visitor = await people.bring(role);
    if (role === "citizen") draft = await beginDraft(visitor);
    await visitor.leave();
  }
});
after(async () => {
  await browser?.close();
  await city?.stop();
});

async function bring(role, choices) {
  return Object.assign(await people.bring(role, choices), { draft });
}

describe("pages", { concurrency: AT_ONCE, timeout: 600_000 }, () => {
  for (const { page, role, language } of everyVisit(PAGES)) {
    const name = `${page.name} for ${role} in ${language}`;
    // Whole once; for other people and in the other language what differs is seen at a glance.
    const examination = role === page.roles[0] && language === page.languages[0] ? examinePage : glanceAtPage;
    test(name, async () => {
      const look = async (visitor) => {
        // A refusal does not know who asks; its navigation is that of the portal.
        const links = page.status === 200 ? await ownLinks(visitor.page) : [];
        for (const link of links) if (!seen.has(link)) seen.set(link, role);
        return examination(visitor);
      };
      await examine(await bring(role, { language }), name, (visitor) => goTo(visitor, page), look);
    });
  }
});

for (const role of new Set(PAGES.map((page) => page.roles[0]))) {
  test(`the pages of ${role} can be used without script`, async () => {
    const wrong = [];
    for (const page of PAGES.filter((page) => page.roles[0] === role && !page.press)) {
      const visitor = await bring(role, { script: false });
      const look = async () => (await goTo(visitor, page)) && wrong.push(...(await examineWithoutScript(visitor)));
      await look().catch((fault) => wrong.push(`${page.name}: ${fault.message}`));
      wrong.push(...visitor.complaints);
      await visitor.context.close();
    }
    assert.deepEqual(wrong, []);
  });
}

test("every link leads somewhere, and to a page of the table", async () => {
  const wrong = [];
  const known = PAGES.map(patternOf);
  const shapes = new Map();
  for (const [link, role] of seen) {
    if (NOT_PAGES.test(link)) continue;
    if (!known.some((pattern) => pattern.test(link))) wrong.push(`add to routes.json: ${link} (linked for ${role})`);
    // Two of a kind are enough: a list of a hundred cases is one kind of link.
    const kind = known.findIndex((pattern) => pattern.test(link));
    const shape = `${role} ${kind < 0 ? link : kind}`;
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
