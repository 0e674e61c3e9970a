// The switch panel does what it says: pictures and pointer grow, captions repeat, the page is read aloud.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser, visiting } from "../harness/browser.mjs";
import { startCity } from "../harness/city.mjs";

let city, browser;
before(async () => {
  city = await startCity({ flags: ["--days", "1"], seconds: 120 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await city?.stop();
});

/** Switches a mode on in the panel, as a person does. */
async function switchOn(visitor, mode) {
  await visitor.page.locator("details.y-access > summary").click();
  await visitor.page.locator(`.y-access input[name=mode][value=${mode}]`).check();
  await visitor.page.keyboard.press("Escape");
}

const width = (visitor) => visitor.page.locator(".y-tile__icon").first().evaluate((icon) => icon.getBoundingClientRect().width);
const pointer = (visitor) => visitor.page.locator("main a").first().evaluate((link) => getComputedStyle(link).cursor);

test("each size of type is larger than the one before", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    await visitor.open("/");
    const sizes = [];
    for (const size of ["normal", "large", "largest"]) {
      await visitor.page.locator("details.y-access > summary").click();
      await visitor.page.locator(`.y-access input[name=size][value=${size}]`).check();
      await visitor.page.keyboard.press("Escape");
      sizes.push(await visitor.page.locator("main p").first().evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    }
    const [normal, large, largest] = sizes;
    assert.ok(normal * 1.1 < large && large * 1.1 < largest, `${sizes} px`);
  }));

test("large icons are larger at once, and still are on the next page", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    await visitor.open("/");
    const before = await width(visitor);
    await switchOn(visitor, "icons");
    const now = await width(visitor);
    assert.ok(before * 1.2 < now, `${before} px, then ${now} px`);
    await visitor.open("/");
    assert.equal(await width(visitor), now);
  }));

test("the large pointer is a picture that the page has", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    await visitor.open("/");
    assert.doesNotMatch(await pointer(visitor), /url/);
    await switchOn(visitor, "pointer");
    const [, picture] = (await pointer(visitor)).match(/url\("([^"]+)"\)/) ?? [];
    const answer = await visitor.page.request.get(picture);
    assert.equal(answer.headers()["content-type"], "image/svg+xml");
  }));

test("captions repeat in large type what is pointed at and what has the focus", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    await visitor.open("/");
    const captions = visitor.page.locator(".y-captions");
    assert.equal(await captions.isVisible(), false);
    await switchOn(visitor, "captions");
    const link = visitor.page.locator("main a").first();
    const said = (await link.innerText()).replace(/\s+/g, " ").trim();
    await link.focus();
    assert.equal(await captions.innerText(), said);
    await visitor.page.locator("h1").first().hover();
    assert.equal(await captions.innerText(), await visitor.words("h1"));
    const sizes = await captions.evaluate((bar) => [bar, document.body].map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    assert.ok(sizes[1] * 1.2 < sizes[0], `${sizes[0]} px beside ${sizes[1]} px`);
  }));

/** A voice that notes what it is to say and is done at once; headless Chromium has none. */
const NOTING_VOICE = () => {
  window.said = [];
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const voice = { paused: false, cancel() {}, pause() {}, resume() {}, speak(words) {
    window.said.push({ text: words.text, lang: words.lang, rate: words.rate });
    queueMicrotask(() => words.onend?.());
  } };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
};

test("the page is read aloud in its order, in its language and at the chosen speed", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    await visitor.page.addInitScript(NOTING_VOICE);
    await visitor.open("/accessibility");
    await switchOn(visitor, "reading");
    await visitor.page.locator("[data-read=rate]").selectOption("0.7");
    await visitor.page.locator("[data-read=play]").click();
    const said = await visitor.page.evaluate(() => window.said);
    assert.equal(said[0].text, await visitor.words("main h1"), "it begins with the heading");
    assert.ok(3 < said.length, `${said.length} pieces`);
    for (const piece of said) assert.deepEqual([piece.lang, piece.rate], ["zh-CN", 0.7]);
    const shown = (await visitor.words("main")).replace(/\s+/g, "");
    for (const piece of said) assert.ok(shown.includes(piece.text.replace(/\s+/g, "")), piece.text);
  }));

test("a device without a voice says so instead of staying silent", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    await visitor.page.addInitScript(() => delete window.speechSynthesis);
    await visitor.page.addInitScript(() => delete Object.getPrototypeOf(window).speechSynthesis);
    await visitor.open("/");
    await switchOn(visitor, "reading");
    assert.match(await visitor.words(".y-reading__state"), /这台设备没有可用的朗读语音/);
  }));
