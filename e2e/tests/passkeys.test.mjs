// Passkeys of staff with a device that Chromium plays: made, used, taken away, and refused to who has none.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { openBrowser, visiting } from "../harness/browser.mjs";
import { startCity } from "../harness/city.mjs";

const SIGN_IN = 'form[action="/sign-in/passkey"] button';
const DEVICE = {
  protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
  automaticPresenceSimulation: true,
};

let city, browser, folder, home;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yimen-passkeys-"));
  await writeFile(join(folder, "yimen.toml"), '[city]\npublic_address = "http://localhost:8080"\n');
  city = await startCity({ data: folder, flags: ["--days", "1"], seconds: 120 });
  home = city.url.replace("127.0.0.1", "localhost");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await city?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Puts a device into the visitor's hands; what it holds goes with the page. */
async function withDevice(visitor) {
  const session = await visitor.context.newCDPSession(visitor.page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options: DEVICE });
  return () => session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
}

async function press(visitor, selector) {
  await Promise.all([visitor.page.waitForNavigation(), visitor.page.locator(selector).first().click()]);
}

test("a clerk makes a passkey, comes in with it, and comes in no more once it is taken away", () =>
  visiting(browser, home, { role: "clerk" }, async (visitor) => {
    await withDevice(visitor);
    await visitor.signIn((await city.accounts()).clerk);
    assert.equal(await visitor.open("/passkeys"), 200);
    await visitor.page.fill("#name", "办公电脑");
    await press(visitor, 'form[action="/passkeys"] button');
    assert.match(await visitor.words("main"), /办公电脑.*还没有用过/s);

    await visitor.context.clearCookies();
    await visitor.open("/sign-in");
    await press(visitor, SIGN_IN);
    assert.equal(new URL(visitor.page.url()).pathname, "/desk", "a clerk comes to her work");

    await visitor.open("/passkeys");
    assert.match(await visitor.words("main"), /最近使用/);
    await press(visitor, 'form[action="/passkeys/remove"] button');
    assert.doesNotMatch(await visitor.words("main"), /办公电脑.*添加，/s);

    await visitor.context.clearCookies();
    await visitor.open("/sign-in");
    visitor.expectStatus(422);
    await press(visitor, SIGN_IN);
    assert.match(await visitor.words("main"), /没有账号使用这把通行密钥/);
  }));

test("a device without a passkey says so, and name and password stay", () =>
  visiting(browser, home, {}, async (visitor) => {
    const away = await withDevice(visitor);
    await visitor.open("/sign-in");
    await away();
    await visitor.page.evaluate(() => { navigator.credentials.get = () => Promise.reject(new DOMException("went back")); });
    await visitor.page.locator(SIGN_IN).click();
    await visitor.page.locator("[data-said]:not([hidden])").waitFor();
    assert.match(await visitor.words("main"), /没有完成.*账号和密码/s);
  }));

test("a citizen has no passkeys", () =>
  visiting(browser, home, { role: "citizen" }, async (visitor) => {
    await visitor.signIn((await city.accounts()).citizen);
    visitor.expectStatus(403);
    assert.equal(await visitor.open("/passkeys"), 403);
  }));
