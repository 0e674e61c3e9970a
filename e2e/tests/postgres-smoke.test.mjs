// The same city on PostgreSQL: it opens, people sign in, and the pages of the table answer.
//
// The whole walk runs on SQLite; that both stores behave alike is proved by the suites of ledger and app.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser } from "../harness/browser.mjs";
import { startCity } from "../harness/city.mjs";
import { People } from "../harness/people.mjs";
import { freshDatabase } from "../harness/postgres.mjs";
import { goTo, readRoutes } from "../harness/routes.mjs";

const PAGES = await readRoutes();
const skip = process.env.YIMEN_TEST_POSTGRES || process.env.YIMEN_TEST_TOOLS ? false : "no PostgreSQL was started for the tests";

let database, city, browser, people;
before(async () => {
  if (skip) return;
  database = await freshDatabase();
  city = await startCity({ database: database.url, seconds: 120 });
  await city.filled(300);
  browser = await openBrowser();
  people = new People(browser, city.url, await city.accounts());
});
after(async () => {
  await browser?.close();
  await city?.stop();
  await database?.drop();
});

for (const role of new Set(PAGES.flatMap((page) => page.roles))) {
  test(`on PostgreSQL the pages of ${role} answer`, { skip }, async () => {
    const visitor = await people.bring(role);
    const wrong = [];
    for (const page of PAGES.filter((page) => page.roles.includes(role))) {
      await goTo(visitor, page).catch((fault) => wrong.push(fault.message));
    }
    wrong.push(...visitor.complaints);
    await visitor.context.close();
    assert.deepEqual(wrong, []);
  });
}

test("on PostgreSQL a killed city goes on where it was", { skip }, async () => {
  await city.kill();
  city = await city.again();
  people = new People(browser, city.url, await city.accounts());
  const visitor = await people.bring("citizen");
  assert.equal(await visitor.open("/"), 200);
  await visitor.leave();
});
