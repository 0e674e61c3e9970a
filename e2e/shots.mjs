// Pictures of every page for people to look at: `cargo xtask shots [--base-url URL] [--samples] [--only PATTERN] [--language TAG]`.
//
// A demo city is started on a folder of its own unless --base-url names one; then --accounts FILE gives its
// demo-accounts.json. With --samples it is every sample of every page instead: empty, full, with errors.
// Pictures, and contact sheets as HTML and PNG, go to shots/.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { openBrowser } from "./harness/browser.mjs";
import { livingCity, startSamples } from "./harness/city.mjs";
import { People } from "./harness/people.mjs";
import { goTo, readRoutes } from "./harness/routes.mjs";

const SHOTS = fileURLToPath(new URL("../shots", import.meta.url));
/** How each page is seen, and how wide its picture is on the contact sheet. */
const LOOKS = [
  { name: "360", width: 360, height: 740, onSheet: 200 },
  { name: "768", width: 768, height: 1024, onSheet: 300 },
  { name: "1440", width: 1440, height: 900, onSheet: 480 },
  { name: "large", width: 768, height: 1024, view: "large", onSheet: 300 },
];
/** A page may be long; its picture is cut there. */
const HEIGHT_MAX = 6000;
const ROWS_ON_SHEET = 4;

const { values: wish } = parseArgs({
  options: {
    "base-url": { type: "string" }, accounts: { type: "string" }, samples: { type: "boolean" },
    only: { type: "string" }, language: { type: "string" },
  },
});

const city = wish.samples ? await startSamples() : wish["base-url"] ? null : await livingCity();
const base = city?.url ?? wish["base-url"];
const browser = await openBrowser();
let failed = 0;
try {
  const people = new People(browser, base, await accounts());
  const rows = await photograph(people, wish.samples ? await everySample() : await everyPage());
  for (const language of new Set(rows.map((row) => row.language))) {
    await makeSheets(language, rows.filter((row) => row.language === language));
  }
  console.log(`${rows.length} pages pictured in ${SHOTS}, ${failed} failed`);
} finally {
  await browser.close();
  await city?.stop();
}
process.exitCode = failed === 0 ? 0 : 1;

async function accounts() {
  if (wish.samples) return {};
  if (!city) return wish.accounts ? JSON.parse(await readFile(wish.accounts, "utf8")) : {};
  return city.accounts();
}

async function everyPage() {
  return (await readRoutes()).flatMap((page) => inLanguages(page, page.languages, page.roles[0]));
}

async function everySample() {
  const paths = await fetch(`${base}/samples.json`).then((answer) => answer.json());
  const pageOf = (path) => ({ name: path.replace("/samples/", "").replace("/", "-"), path, follow: [], status: 200 });
  return paths.map(pageOf).flatMap((page) => inLanguages(page, ["zh-Hans", "en"], "guest"));
}

function inLanguages(page, languages, role) {
  const isWanted = !wish.only || new RegExp(wish.only).test(page.name) || new RegExp(wish.only).test(page.path);
  return isWanted ? languages.filter((one) => !wish.language || one === wish.language).map((language) => ({ page, language, role })) : [];
}

/** Takes every picture; a page that cannot be opened is said and counted, and the rest goes on. */
async function photograph(people, visits) {
  if (!wish.only) await rm(SHOTS, { recursive: true, force: true });
  const rows = [];
  for (const { page, language, role } of visits) {
    const pictures = [];
    for (const look of LOOKS) {
      const visitor = await people.bring(role, { ...look, language });
      try {
        if (await goTo(visitor, page)) pictures.push(await picture(visitor, `${language}/${page.name}-${look.name}.png`));
      } catch (fault) {
        failed++;
        console.log(`${page.name} ${language} ${look.name}: ${fault.message}`);
      }
      await visitor.context.close();
    }
    if (pictures.length) rows.push({ name: page.name, path: page.path, role, language, pictures });
  }
  return rows;
}

async function picture(visitor, name) {
  const path = join(SHOTS, name);
  await mkdir(join(path, ".."), { recursive: true });
  const { width, height } = await visitor.page.evaluate(() => ({ width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight }));
  await visitor.page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX) } });
  return name;
}

/** Contact sheets of one language: a few pages on each, every look beside the others. */
async function makeSheets(language, rows) {
  const sheet = await browser.paper(1400);
  for (let first = 0; first < rows.length; first += ROWS_ON_SHEET) {
    const name = `sheet-${language}-${String(first / ROWS_ON_SHEET + 1).padStart(2, "0")}`;
    await writeFile(join(SHOTS, `${name}.html`), sheetOf(rows.slice(first, first + ROWS_ON_SHEET)));
    await sheet.goto(pathToFileURL(join(SHOTS, `${name}.html`)).href);
    await sheet.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  }
  await sheet.close();
}

function sheetOf(rows) {
  const cell = (picture, look) => `<a href="${picture}"><img src="${picture}" width="${look.onSheet}" alt=""></a>`;
  const row = (row) => `<h2>${row.name} <small>${row.path} · ${row.role}</small></h2><div>${row.pictures
    .map((picture) => cell(picture, LOOKS.find((look) => picture.endsWith(`-${look.name}.png`)))).join("")}</div>`;
  return `<!doctype html><meta charset="utf-8"><title>Pictures</title><style>
body{font:14px sans-serif;margin:16px;background:#ccc}h2{margin:16px 0 8px;font-size:16px}small{font-weight:normal}
div{display:flex;gap:12px;align-items:start}a{display:block;max-height:900px;overflow:hidden;border:1px solid #888;background:#fff}img{display:block}
</style>${rows.map(row).join("")}`;
}
