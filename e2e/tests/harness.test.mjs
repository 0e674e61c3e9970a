// The checks find what they are there for: each is shown a page that is right and a page that is wrong.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { openBrowser, visiting } from "../harness/browser.mjs";
import { accessibility, doubledType, keyboard, sidewaysScrolling } from "../harness/checks.mjs";
import { startCity } from "../harness/city.mjs";
import { serve } from "../outside/process.mjs";

const HEAD = `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>一页</title><link rel="icon" href="data:,">`;
const STYLE = "<style>:focus{outline:3px solid #06c} p{font-size:1rem}</style>";
const PAGES = {
  "/right": `${HEAD}${STYLE}<main><h1>好</h1><p>一句话。<a href="/right">再来</a> <button>提交</button></p></main>`,
  "/unlabelled": `${HEAD}${STYLE}<main><h1>好</h1><input><p style="color:#ddd">看不清</p></main>`,
  "/wide": `${HEAD}${STYLE}<main><h1>宽</h1><div class="board" style="width:900px">x</div></main>`,
  "/unmarked": `${HEAD}<style>:focus{outline:none}</style><main><h1>好</h1><a href="/right">去</a></main>`,
  "/mouse-only": `${HEAD}${STYLE}<main><h1>好</h1><a href="/right">去</a><div id="trap" tabindex="0"></div>
    <script>document.querySelector("a").addEventListener("focus", () => document.querySelector("a").blur())</script><button>提交</button></main>`,
  "/fixed-type": `${HEAD}<style>p{font-size:14px}</style><main><p>不会变大</p></main>`,
  "/cut": `${HEAD}<style>p{font-size:1rem;height:1.2em;overflow:hidden;width:8em}h2{font-size:20px;height:20px;overflow:hidden}</style><main><p>一段很长很长很长很长很长很长的话</p></main>`,
  "/console": `${HEAD}<script>console.error("broken")</script><main>好</main>`,
  "/throws": `${HEAD}<script>missing()</script><main>好</main>`,
  "/lost-picture": `${HEAD}<main><img src="/nowhere.png" alt="图"></main>`,
};

let browser, base, server;
before(async () => {
  server = createServer((request, answer) => {
    const page = PAGES[request.url];
    answer.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8" }).end(page ?? "none");
  });
  base = `http://127.0.0.1:${await serve(server)}`;
  browser = await openBrowser();
});
after(() => Promise.all([browser.close(), server.close()]));

/** Opens a page with a fresh visitor and applies a check to it. */
async function look(path, check, choices = {}) {
  const visitor = await browser.visitor(base, choices);
  await visitor.open(path);
  try {
    return await check(visitor.page, visitor);
  } finally {
    await visitor.context.close();
  }
}

test("a page that is right passes every check", async () => {
  for (const check of [accessibility, keyboard, sidewaysScrolling, doubledType]) {
    assert.deepEqual(await look("/right", check, { width: 320 }), [], check.name);
  }
});

test("axe finds a field without a label and grey on white", async () => {
  const found = (await look("/unlabelled", accessibility)).join("\n");
  assert.match(found, /label \(critical\)/);
  assert.match(found, /color-contrast \(serious\)/);
});

test("what is wider than a phone is named", async () => {
  assert.match((await look("/wide", sidewaysScrolling, { width: 320 })).join(), /div\.board/);
});

test("a focus that nothing shows is found", async () => {
  assert.match((await look("/unmarked", keyboard)).join(), /nothing shows that the focus is on a/);
});

test("what the keyboard cannot reach is found", async () => {
  assert.match((await look("/mouse-only", keyboard)).join(), /does not reach|cannot be seen/);
});

test("type that does not grow and text that is cut off are found", async () => {
  assert.match((await look("/fixed-type", doubledType)).join(), /text stayed at 14 px/);
  assert.match((await look("/cut", doubledType)).join(), /text is cut off in p/);
});

test("a visit fails when the console, a script or a picture complains", async () => {
  const visit = (path) => visiting(browser, base, { name: `harness ${path}` }, (visitor) => visitor.open(path));
  await assert.rejects(visit("/console"), /console: broken/);
  await assert.rejects(visit("/throws"), /script error: missing is not defined/);
  await assert.rejects(visit("/lost-picture"), /404 for GET .*nowhere\.png/);
  await assert.rejects(visit("/nowhere"), /404 for GET/);
  await visit("/right");
});

test("a status that the test expects is no complaint", async () => {
  await visiting(browser, base, {}, async (visitor) => {
    visitor.expectStatus(404);
    assert.equal(await visitor.open("/nowhere"), 404);
  });
});

test("without script a page is still there and no script runs", async () => {
  await visiting(browser, base, { script: false }, async (visitor) => {
    await visitor.open("/throws");
    assert.equal(await visitor.words("main"), "好");
  });
});

test("a city that ends at once is a sentence with what it said", async () => {
  const before = process.env.YIMEN_BINARY;
  process.env.YIMEN_BINARY = "/bin/false";
  try {
    await assert.rejects(startCity({ seconds: 5 }), /the city ended with 1/);
  } finally {
    if (before === undefined) delete process.env.YIMEN_BINARY;
    else process.env.YIMEN_BINARY = before;
  }
});
