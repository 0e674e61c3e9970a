// A matter from the question in a person's own words to the paper in the inbox: citizen, clerk, examiner, head, citizen.
//
// The same journey is walked with JavaScript, without it, and on a screen of 320 px.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { answer, apply, photograph, press } from "../harness/application.mjs";
import { openBrowser } from "../harness/browser.mjs";
import { sidewaysScrolling } from "../harness/checks.mjs";
import { livingCity, pause } from "../harness/city.mjs";
import { act, begin, conclude } from "../harness/desk.mjs";
import { People } from "../harness/people.mjs";

let city, browser, people, accounts;
before(async () => {
  city = await livingCity();
  accounts = await city.accounts();
  browser = await openBrowser();
  people = new People(browser, city.url, accounts);
});
after(async () => {
  await browser?.close();
  await city?.stop();
});

const MATTER = "tree-felling";
/** What a person says who has a tree that leans against the house. */
const ANSWERS = {
  doing: "fell", old: "no", why: "danger", whose: "own", applicant: "self",
  "f-applicant_name": "陈晓·明", "f-contact_name": "陈晓·明", "f-contact_phone": "13800138000", "f-town": "any",
  "f-tree_place": "梅华西路 12 号院内", "f-species": "木麻黄", "f-number": "1", "f-girth": "42.5",
  "f-cause_text": "台风以后树干倾斜，靠着屋檐。", "f-tried_pruning": "no", "f-visit_time": "morning",
  "f-new_trees": "2", "f-new_place": "原处", way: "electronic", electronic: "yes", telephone: "13800138000",
  declare: "yes", again: "yes",
};
const AGREED = { verdict: "agree", opinion: "材料齐全，符合条件。" };
const COLLEAGUE = "urban-management.examiner-1";

/** Runs a part of the journey as somebody; what the browser complained of fails it, with a picture. */
async function as(role, choices, part) {
  const visitor = await people.bring(role, choices);
  try {
    const told = await part(visitor);
    await visitor.leave();
    return told;
  } catch (fault) {
    const kept = await visitor.keep(`journey of the ${role}`).catch(() => "no picture");
    await visitor.context.close();
    throw new Error(`${role}: ${fault.message}\nsee ${kept}; complaints: ${visitor.complaints.join("; ") || "none"}`);
  }
}

/** Finds the matter by the words of everyday and goes from its guide to the application. */
async function find(visitor) {
  await visitor.open("/");
  await ask(visitor, "开饭馆");
  assert.match(await visitor.words("main"), /食品经营许可/);
  await ask(visitor, "砍树");
  await press(visitor, `main a[href^="/matters/${MATTER}"]`);
  await answer(visitor.page, ANSWERS);
  if (!visitor.script) await press(visitor, "main form.y-situation button, main form:has([name=doing]) button");
  assert.match(await visitor.words("main"), /补植方案/);
  await press(visitor, `a[href*="/apply/${MATTER}"]`);
}

async function ask(visitor, words) {
  await visitor.page.locator("input[name=q]").first().fill(words);
  await press(visitor, "form:has(input[name=q]) button");
}

function neverWider({ page, width }) {
  return sidewaysScrolling(page).then((wide) => assert.deepEqual(wide, [], `${page.url()} at ${width ?? ""}`));
}

/** A free day next week for the look on the spot, in the words of the form. */
function dayOfVisit() {
  const day = new Date(Date.now() + 3 * 24 * 3600 * 1000);
  return { "day-year": `${day.getFullYear()}`, "day-month": `${day.getMonth() + 1}`, "day-day": `${day.getDate()}`, time: "10:00" };
}

async function examined(number, choices) {
  await as("clerk", choices, (clerk) => act(clerk, number, "accept"));
  await as("examiner", choices, async (examiner) => {
    await act(examiner, number, "opinion", AGREED);
    await act(examiner, number, "site-appoint", { ...dayOfVisit(), people: COLLEAGUE });
    const record = { people: COLLEAGUE, record: "树干倾斜约二十度，靠着屋檐。", verdict: "agree", unsigned: "申请人不在场" };
    await act(examiner, number, "site-record", record);
  });
  await as("reviewer", choices, (reviewer) => act(reviewer, number, "opinion", AGREED));
}

/** Papers are printed beside the open door; looks again until this one has come. */
async function paperCalled(citizen, number, name) {
  for (let looks = 0; looks < 90; looks++) {
    await citizen.open(`/my/cases/${number}`);
    const link = citizen.page.locator(`main a[href^="/my/papers/"]:has-text("${name}")`).first();
    if (await link.count()) return new URL(await link.getAttribute("href"), citizen.page.url()).href;
    await pause(1000);
  }
  throw new Error(`no ${name} came: ${await citizen.words("main")}`);
}

/** The decision's paper: downloaded by its owner, and found to hold by anybody who has its bytes. */
async function verified(citizen, number, choices) {
  const answered = await citizen.context.request.get(await paperCalled(citizen, number, "准予行政许可决定书"));
  const bytes = await answered.body();
  assert.equal(answered.status(), 200);
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  await as("guest", choices, async (guest) => {
    const said = await held(guest, bytes);
    assert.match(said, /准予行政许可决定书/);
    guest.expectStatus(404, 422);
    const forged = Buffer.from(bytes);
    forged[forged.length - 20] ^= 1;
    assert.doesNotMatch(await held(guest, forged), /准予行政许可决定书/);
  });
}

async function held(guest, buffer) {
  await guest.open("/verify");
  await guest.page.locator("main input[type=file]").setInputFiles({ name: "paper.pdf", mimeType: "application/pdf", buffer });
  await press(guest, "main form[enctype] button");
  return guest.words("main");
}

for (const [how, choices] of Object.entries({
  "with script": {}, "without script": { script: false }, "at 320 px": { width: 320, height: 640 },
})) {
  test(`a tree is felled by permit ${how}`, async () => {
    const number = await as("citizen", choices, async (citizen) => {
      await find(citizen);
      return apply(citizen, { answers: ANSWERS, files: {}, password: accounts.citizen.password }, neverWider);
    });
    await examined(number, choices);
    await as("head", choices, (head) => act(head, number, "grant", { opinion: "同意。" }));
    await as("citizen", choices, (citizen) => verified(citizen, number, choices));
    await as("clerk", choices, async (clerk) => {
      await act(clerk, number, "make");
      await act(clerk, number, "deliver", { way: "electronic", proof: "electronic" });
    });
    await as("citizen", choices, async (citizen) => {
      await citizen.open(`/my/cases/${number}`);
      await neverWider(citizen);
      assert.match(await citizen.words("main"), /送达|领取/);
      await citizen.open("/my/inbox");
      assert.match(await citizen.words("main"), /砍伐/);
    });
  });
}
