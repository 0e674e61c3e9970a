// The whole examination of one page, as a list of sentences about what is wrong.

import { availableParallelism } from "node:os";

import { accessibility, doubledType, keyboard, sidewaysScrolling } from "./checks.mjs";

/** How many pages are looked at at the same time: as many as cores on a small machine, and never so many that pages wait. */
export const AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

/** Everything that is looked at with script: language, axe-core, the keyboard, 320 px, doubled type. */
export async function examinePage(visitor) {
  const { page } = visitor;
  const found = [...(await speaks(visitor)), ...(await accessibility(page)), ...(await keyboard(page))];
  await page.setViewportSize({ width: 320, height: 640 });
  const narrow = [...(await sidewaysScrolling(page)), ...(await accessibility(page))];
  await page.setViewportSize({ width: 1280, height: 900 });
  const doubled = await doubledType(page);
  return [...found, ...narrow.map((one) => `at 320 px: ${one}`), ...doubled.map((one) => `in doubled type: ${one}`)];
}

/** The quick look, for a page whose full examination was passed in another state or language. */
export async function glanceAtPage(visitor) {
  const { page } = visitor;
  const found = [...(await speaks(visitor)), ...(await accessibility(page))];
  await page.setViewportSize({ width: 320, height: 640 });
  return [...found, ...(await sidewaysScrolling(page)).map((one) => `at 320 px: ${one}`)];
}

/** What must hold without script: one heading, and every form can be sent. */
export async function examineWithoutScript({ page }) {
  const headings = await page.locator("h1").count();
  const lonely = await page.locator("form:not(:has([type=submit], button:not([type=button])))").count();
  return [
    headings === 1 ? "" : `${headings} headings of the first rank`,
    lonely ? `${lonely} forms cannot be sent without script` : "",
  ].filter(Boolean);
}

/** Opens something as somebody and applies a look; fails with everything that was wrong and a picture of it. */
export async function examine(visitor, name, open, look) {
  const wrong = [];
  try {
    if (await open(visitor)) wrong.push(...(await look(visitor)));
  } catch (fault) {
    wrong.push(fault.message);
  }
  wrong.push(...visitor.complaints);
  if (wrong.length) wrong.push(`see ${await visitor.keep(name)}`);
  await visitor.context.close();
  if (wrong.length) throw new Error(wrong.join("\n"));
}

/** The page says its language, has one title and one heading, and leaves no message key or placeholder to be seen. */
async function speaks(visitor) {
  const { page } = visitor;
  const [language, title, headings, text] = [
    await page.getAttribute("html", "lang"), await page.title(), await page.locator("h1").count(), await visitor.words(),
  ];
  const left = text.match(/\b(refusal|problem|nav|page|part|state)-[a-z]+(-[a-z]+)+\b|\{\s*\$\w+\s*\}|\bundefined\b|\bNaN\b/);
  return [
    language?.startsWith(visitor.language) ? "" : `the page says its language is ${language}`,
    title.trim() ? "" : "the page has no title",
    headings === 1 ? "" : `${headings} headings of the first rank`,
    left ? `something for machines is left on the page: ${left[0]}` : "",
  ].filter(Boolean);
}
