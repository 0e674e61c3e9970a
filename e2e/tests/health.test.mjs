// A city opens its door at once, says that it is well, and goes without leaving anything half done.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";

import { startCity } from "../harness/city.mjs";

test("a demo city answers, says its accounts and ends when asked", async () => {
  const city = await startCity();
  try {
    assert.match(city.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await fetch(`${city.url}/metrics`)).status, 200);
    const accounts = await city.accounts();
    for (const name of ["citizen", "clerk", "examiner", "head", "manager", "administrator", "security", "auditor"]) {
      assert.ok(accounts[name]?.name && accounts[name]?.password?.length >= 12, name);
    }
    const passwords = Object.values(accounts).map((account) => account.password);
    assert.equal(new Set(passwords).size, passwords.length, "every account has a password of its own");
  } finally {
    await city.stop();
  }
  assert.ok(!existsSync(city.data));
});

test("a city that was killed starts again on its data and keeps its accounts", async () => {
  let city = await startCity();
  try {
    const before = await city.accounts();
    await city.kill();
    city = await city.again();
    assert.deepEqual(await city.accounts(), before);
  } finally {
    await city.stop();
  }
});
