// Every sample of every page, empty, full and with errors, in each language: what the demo city may never show.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { openBrowser } from "../harness/browser.mjs";
import { startSamples } from "../harness/city.mjs";
import { AT_ONCE, examine, examinePage, examineWithoutScript, glanceAtPage } from "../harness/examination.mjs";

const shown = await startSamples();
const samples = await fetch(`${shown.url}/samples.json`).then((answer) => answer.json());
let browser;
before(async () => (browser = await openBrowser()));
after(async () => {
  await browser.close();
  await shown.stop();
});

const open = (path) => async (visitor) => {
  const status = await visitor.open(path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return true;
};

/** The pages of staff speak Chinese only; those of everybody English too. */
const isForStaff = (name) => /^\w+-(desk|admin)\b/.test(name);

/** The states that show most of a page; what the others add is seen at a glance. */
const isTelling = (name) => /\/(full|404|signed-in|guided|whole|password|holds|sent|grant)$|errors$/.test(name);

describe("samples", { concurrency: AT_ONCE, timeout: 600_000 }, () => {
  for (const path of samples) {
    const name = path.replace("/samples/", "");
    test(`sample ${name}`, async () => {
      const visitor = await browser.visitor(shown.url);
      await examine(visitor, `sample ${name}`, open(path), isTelling(name) ? examinePage : glanceAtPage);
    });
    if (isForStaff(name)) continue;
    test(`sample ${name} in English`, async () => {
      const visitor = await browser.visitor(shown.url, { language: "en" });
      await examine(visitor, `sample ${name} en`, open(path), glanceAtPage);
    });
  }
});

test("every sample can be used without script", async () => {
  const wrong = [];
  const visitor = await browser.visitor(shown.url, { script: false });
  for (const path of samples) {
    await open(path)(visitor);
    for (const fault of await examineWithoutScript(visitor)) wrong.push(`${path}: ${fault}`);
  }
  wrong.push(...visitor.complaints);
  await visitor.context.close();
  assert.deepEqual(wrong, []);
});
