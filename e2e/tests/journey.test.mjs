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
const SITUATION = { doing: "fell", old: "no", why: "danger", whose: "own", applicant: "self" };
/** What a person says who has a tree that leans against the house. */
const ANSWERS = {
  ...SITUATION,
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

/** Records the seal on everything that was issued, once decision, permit and notice are there. */
async function sealed(clerk, number) {
  const ready = async () => {
    await clerk.open(`/desk/cases/${number}/papers`);
    const issued = await clerk.words("main");
    return ["准予行政许可决定书", "证照", "办结通知书"].every((name) => issued.includes(name));
  };
  const ends = Date.now() + 60_000;
  while (!(await ready())) {
    assert.ok(Date.now() < ends, "the papers are issued within a minute");
    await pause(500);
  }
  await neverWider(clerk);
  await press(clerk, "main form.y-form button.govuk-button");
  assert.match(await clerk.words("main"), /已登记盖章/);
  assert.doesNotMatch(await clerk.words("main table"), /待盖章/);
}

/** Rates what came into one's hands, and finds the words again as they were given. */
async function rate(citizen, number) {
  const said = "三天就办好了，说明也看得懂。";
  await citizen.open(`/my/cases/${number}`);
  await press(citizen, `main a[href="/my/cases/${number}/rating"]`);
  await answer(citizen.page, { stars: "5", text: said });
  await neverWider(citizen);
  await press(citizen, "main form.y-form button.govuk-button");
  await neverWider(citizen);
  const rated = await citizen.words("main");
  assert.match(rated, /非常满意/);
  assert.ok(rated.includes(said), rated);
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
      await sealed(clerk, number);
      await act(clerk, number, "deliver", { way: "electronic", proof: "electronic" });
    });
    await as("citizen", choices, async (citizen) => {
      await citizen.open(`/my/cases/${number}`);
      await neverWider(citizen);
      assert.match(await citizen.words("main"), /送达|领取/);
      await citizen.open("/my/inbox");
      assert.match(await citizen.words("main"), /砍伐/);
      await rate(citizen, number);
    });
  });
}

/** Goes through the application up to the page with this ending, as the citizen. */
async function until(citizen, ending) {
  await citizen.open(`/apply/${MATTER}?${new URLSearchParams(SITUATION)}`);
  const stop = new Error("there");
  const look = async ({ page }) => {
    if (new URL(page.url()).pathname.endsWith(ending)) throw stop;
  };
  const password = accounts.citizen.password;
  await apply(citizen, { answers: ANSWERS, files: {}, password }, look).catch((fault) => {
    if (fault !== stop) throw fault;
  });
}

test("a session that ends in the middle of a form loses nothing that was typed", () =>
  as("citizen", {}, async (citizen) => {
    await until(citizen, "/form");
    const form = citizen.page.url();
    await citizen.page.locator("main [name=f-applicant_name]").fill("欧阳·买买提");
    // Saved while typing: the page says so, and only then the session is taken away.
    await citizen.page.locator(".y-saved:has-text('保存')").first().waitFor();
    await citizen.page.waitForTimeout(3000);
    const kept = await citizen.context.cookies();
    await citizen.context.clearCookies({ name: "yimen-session" });
    citizen.expectStatus(401, 403);
    await press(citizen, "main form.y-form button.govuk-button");
    assert.match(citizen.page.url() + (await citizen.words("main")), /sign-in|登录/);
    await citizen.context.addCookies(kept);
    await citizen.open(`${form.split("?")[0]}?at=applicant_name`);
    assert.equal(await citizen.page.locator("main [name=f-applicant_name]").inputValue(), "欧阳·买买提");
  }));

test("a double click makes one case", () =>
  as("citizen", { script: false }, async (citizen) => {
    await until(citizen, "/check");
    await answer(citizen.page, ANSWERS);
    const address = citizen.page.url();
    const fields = await citizen.page.locator("main form:has([name=declare])").evaluate((form) =>
      [...form.elements].filter((field) => field.name && (field.type !== "checkbox" || field.checked)).map((field) => [field.name, field.value]));
    const headers = { origin: city.url, "content-type": "application/x-www-form-urlencoded" };
    const send = () => citizen.context.request.post(address, { headers, data: new URLSearchParams(fields).toString(), maxRedirects: 0 });
    const places = (await Promise.all([send(), send()])).map((answered) => answered.headers().location ?? `${answered.status()}`);
    const numbers = new Set(places.map((place) => place.match(/\/my\/cases\/([0-9A-Z]+)/)?.[1]).filter(Boolean));
    assert.equal(numbers.size, 1, `the two clicks led to ${places.join(" and ")}`);
  }));

test("a renamed program is refused with a sentence", () =>
  as("citizen", { script: false }, async (citizen) => {
    await until(citizen, "/materials");
    const program = Buffer.concat([Buffer.from("MZ\x90\x00", "latin1"), Buffer.alloc(4096, 7)]);
    await citizen.page.locator("main input[type=file]").first().setInputFiles({ name: "照片.jpg", mimeType: "image/jpeg", buffer: program });
    citizen.expectStatus(422);
    await press(citizen, "main form[enctype] button.govuk-button");
    assert.match(await citizen.words(".govuk-error-summary"), /文件|格式|图片|PDF/);
  }));

test("of two who decide a step at once the second is told what happened meanwhile", async () => {
  const number = await as("citizen", {}, async (citizen) => {
    await citizen.open(`/apply/${MATTER}?${new URLSearchParams(SITUATION)}`);
    return apply(citizen, { answers: ANSWERS, files: {}, password: accounts.citizen.password });
  });
  await as("clerk", {}, (clerk) => act(clerk, number, "accept"));
  await as("examiner", {}, (examiner) =>
    as("reviewer", {}, async (reviewer) => {
      await begin(examiner, number, "opinion", AGREED);
      await begin(reviewer, number, "opinion", { ...AGREED, opinion: "我也看过了，符合条件。" });
      await conclude(examiner, number, "opinion");
      reviewer.expectStatus(409, 422);
      await assert.rejects(conclude(reviewer, number, "opinion"), /opinion was not done/);
      assert.match(await reviewer.words("main"), /发表意见|其间|期间|已经/);
      assert.equal(await reviewer.page.locator("main [name=opinion]").first().inputValue(), "我也看过了，符合条件。");
    }));
});
