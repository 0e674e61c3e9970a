// Logging in through the provincial account: a real OpenID provider, the way there and the way back in the browser.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { openBrowser, visiting } from "../harness/browser.mjs";
import { startCity } from "../harness/city.mjs";
import { startIdentityProvider } from "../harness/outside.mjs";

const BUTTON = 'main a[href^="/sign-in/with/province"]';

let provider, city, browser, folder;
before(async () => {
  provider = await startIdentityProvider();
  folder = await mkdtemp(join(tmpdir(), "yimen-login-"));
  await writeFile(join(folder, "yimen.toml"), `[[identity]]
id = "province"
name = "省统一身份认证"
issuer = "${provider.issuer}"
client_id = "${provider.clientId}"
client_secret = "${provider.clientSecret}"
scopes = ["profile"]
`);
  city = await startCity({ data: folder, flags: ["--days", "1"], seconds: 120 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await city?.stop();
  await provider?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Goes to the provider from the sign-in page of this address and answers there. */
async function goThrough(visitor, { name, button = "enter", from = "/sign-in" }) {
  await visitor.open(from);
  await visitor.page.locator(BUTTON).click();
  await visitor.page.waitForURL(`${provider.issuer}/**`);
  await visitor.page.fill("[name=name]", name);
  await visitor.page.fill("[name=password]", "open");
  await visitor.page.locator(`[name=${button}]`).click();
  await visitor.page.waitForURL(`${city.url}/**`);
}

for (const script of [true, false]) {
  test(`a person whom the province knows comes in ${script ? "with" : "without"} script and is asked once how to be reached`, () =>
    visiting(browser, city.url, { script }, async (visitor) => {
      await goThrough(visitor, { name: script ? "chen" : "zhou" });
      assert.equal(new URL(visitor.page.url()).pathname, "/my/contact");
      assert.equal(await visitor.open("/my"), 200);
      assert.match(await visitor.words("header"), /\*/, "the header greets by the masked name and not by an account's number");
      assert.doesNotMatch(await visitor.words("header"), /province-/);
      await visitor.context.clearCookies();
      await goThrough(visitor, { name: script ? "chen" : "zhou", from: "/sign-in?next=/my/inbox" });
      assert.equal(new URL(visitor.page.url()).pathname, "/my/inbox", "the second login goes where the person wanted");
    }));
}

test("who may act for enterprises finds both of them at /my", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    await goThrough(visitor, { name: "huang" });
    await visitor.open("/my");
    const said = await visitor.words("main");
    assert.match(said, /示例面包店有限公司/);
    assert.match(said, /示例印务有限公司/);
    await visitor.page.locator('main a[href="/my/contact#acting"]').click();
    await visitor.page.getByLabel("示例印务有限公司").check();
    await visitor.page.locator("#acting button").click();
    await visitor.page.waitForURL(`${city.url}/**`);
    await visitor.open("/my");
    assert.match(await visitor.words("main"), /正在代“示例印务有限公司”办事/);
    assert.match(await visitor.words("header"), /示例印务有限公司/);
  }));

test("who goes back at the provider is told so and is not in", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    visitor.expectStatus(400, 403, 422);
    await goThrough(visitor, { name: "chen", button: "cancel" });
    assert.match(await visitor.words("main"), /登录/);
    await visitor.open("/my");
    assert.equal(new URL(visitor.page.url()).pathname, "/sign-in");
  }));

test("an answer that this browser did not ask for lets nobody in", () =>
  visiting(browser, city.url, {}, async (visitor) => {
    visitor.expectStatus(400, 403, 422);
    await visitor.open("/sign-in/with/province/back?state=made-up&code=made-up");
    assert.match(await visitor.words("main"), /登录/);
    await visitor.open("/my");
    assert.equal(new URL(visitor.page.url()).pathname, "/sign-in");
  }));

test("a province that does not answer is said in words with another way in", async (t) => {
  t.after(() => provider.down(false));
  await visiting(browser, city.url, {}, async (visitor) => {
    await visitor.open("/sign-in");
    const way = await visitor.page.locator(BUTTON).getAttribute("href");
    await provider.down(true);
    visitor.expectStatus(422, 502, 503);
    await visitor.open(way);
    // The endpoints are known by now, so the city itself may answer or send the person to a closed door.
    const there = new URL(visitor.page.url());
    if (there.origin === city.url) assert.match(await visitor.words("main"), /登录/);
  });
});
