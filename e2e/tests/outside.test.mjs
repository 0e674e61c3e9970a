// The programs around the city are real: a letter goes through SMTP, a login through OpenID Connect.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { createConnection } from "node:net";
import { test } from "node:test";

import { openBrowser } from "../harness/browser.mjs";
import { startIdentityProvider, startMail } from "../harness/outside.mjs";
import { PEOPLE } from "../outside/people.mjs";

/** Speaks SMTP by hand, one line after another, and returns the answers' codes. */
function speak(address, lines) {
  const [host, port] = address.split(":");
  return new Promise((resolve) => {
    const codes = [];
    const socket = createConnection(Number(port), host);
    socket.setEncoding("utf8").on("data", (text) => {
      codes.push(...text.trim().split("\r\n").filter((line) => line[3] === " ").map((line) => line.slice(0, 3)));
      const next = lines.shift();
      if (next === undefined) socket.end();
      else socket.write(next);
    });
    socket.on("close", () => resolve(codes)).on("error", () => {});
  });
}

const letterTo = (address) => [
  "EHLO city\r\n", "MAIL FROM:<city@city.example>\r\n", `RCPT TO:<${address}>\r\n`, "DATA\r\n",
  "Message-ID: <event-1@city.example>\r\nSubject: =?utf-8?B?5Y+X55CG6YCa55+l?=\r\n\r\ntext\r\n.\r\n", "QUIT\r\n",
];

test("the mail server keeps, refuses, puts off and drops letters", async (t) => {
  const mail = await startMail();
  t.after(() => mail.stop());
  assert.equal((await speak(mail.address, letterTo("a@person.example"))).at(-2), "250");
  const [letter] = await mail.letters();
  assert.deepEqual([letter.subject, letter.messageId, letter.to], ["受理通知", "<event-1@city.example>", ["a@person.example"]]);
  await mail.behave({ refuse: "@nowhere.example", later: "@busy.example", drop: "@gone.example" });
  assert.equal((await speak(mail.address, letterTo("a@nowhere.example")))[3], "550");
  assert.equal((await speak(mail.address, letterTo("a@busy.example")))[3], "451");
  const dropped = await speak(mail.address, letterTo("a@gone.example"));
  assert.equal(dropped.at(-1), "354", "the line was cut before the letter was acknowledged");
  assert.equal((await mail.letters()).length, 2, "the dropped letter was kept all the same");
});

test("the identity provider lets people in, back and out, with their claims", async (t) => {
  const provider = await startIdentityProvider();
  const browser = await openBrowser();
  t.after(() => Promise.all([provider.stop(), browser.close()]));
  const discovery = await fetch(`${provider.issuer}/.well-known/openid-configuration`).then((answer) => answer.json());
  const returnTo = "http://127.0.0.1:9/return";
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");

  const askBrowser = async (press) => {
    const visitor = await browser.visitor(provider.issuer);
    let returned;
    await visitor.page.route("http://127.0.0.1:9/**", (route) => { returned = new URL(route.request().url()); return route.fulfill({ body: "back" }); });
    await visitor.open(`${discovery.authorization_endpoint}?${new URLSearchParams({
      client_id: provider.clientId, redirect_uri: returnTo, response_type: "code", scope: "openid profile",
      state: "s", nonce: "n", code_challenge: challenge, code_challenge_method: "S256" })}`);
    await visitor.page.fill("[name=name]", "huang");
    await visitor.page.fill("[name=password]", "open");
    await visitor.page.click(`[name=${press}]`);
    await visitor.page.waitForURL(`${returnTo}**`);
    await visitor.context.close();
    return returned;
  };

  assert.equal((await askBrowser("cancel")).searchParams.get("error"), "access_denied");
  const code = (await askBrowser("enter")).searchParams.get("code");
  const tokens = await fetch(discovery.token_endpoint, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: returnTo, code_verifier: verifier }),
  }).then((answer) => answer.json());
  const claims = JSON.parse(Buffer.from(tokens.id_token.split(".")[1], "base64url"));
  assert.deepEqual([claims.name, claims.real_name_level, claims.nonce], [PEOPLE.huang.name, 3, "n"]);
  assert.deepEqual(claims.organisations.map((organisation) => organisation.role), ["legal_representative", "agent"]);

  await provider.down(true);
  assert.equal((await fetch(discovery.jwks_uri)).status, 503);
});
