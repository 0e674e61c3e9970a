// How a citizen applies for a matter in the browser: answers questions, hands in files, checks, signs, sends.

import { deflateSync } from "node:zlib";

/** Answers by the name of the field; a field that the page does not ask is passed over. */
export async function answer(page, answers) {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`main [name="${name}"]:not([type=hidden])`);
    if (await field.count() === 0) continue;
    const kind = await field.first().evaluate((element) => (element.tagName === "SELECT" ? "select" : element.type));
    if (kind === "radio" || kind === "checkbox") await choose(page, name, value);
    else if (kind === "select") await field.first().selectOption(await optionLike(field.first(), value));
    else await field.first().fill(value);
  }
}

/** Ticks the box or the button with this value as a person does: by its label. */
async function choose(page, name, value) {
  const input = page.locator(`main [name="${name}"][value="${value}"]:not([type=hidden])`).first();
  if (await input.isChecked()) return;
  const id = await input.getAttribute("id");
  await (id ? page.locator(`main label[for="${id}"]`).first() : input.locator("xpath=ancestor::label[1]")).click();
}

/** An option with this value, or the first real one where any will do. */
async function optionLike(select, wanted) {
  const values = await select.locator("option").evaluateAll((options) => options.map((option) => option.value));
  return values.includes(wanted) ? wanted : values.find(Boolean);
}

/** Presses the page's own button and waits for the next page. */
export async function press(visitor, selector) {
  const button = visitor.page.locator(selector).first();
  await Promise.all([visitor.page.waitForNavigation({ waitUntil: "load" }), button.click()]);
}

const GO_ON = "main form button.govuk-button:not(.govuk-button--secondary)";

/**
 * Goes on from the first page of an application until it was sent, answering what is asked; returns the number of
 * the case. `look` is called on every page on the way.
 */
export async function apply(visitor, { answers, files, password }, look = async () => {}) {
  const { page } = visitor;
  for (let steps = 0; steps < 60; steps++) {
    await look(visitor);
    const path = new URL(page.url()).pathname;
    if (path.startsWith("/my/cases/")) return path.split("/")[3];
    if (path.endsWith("/materials")) await handIn(visitor, files);
    if (path === "/prove") await page.locator("main [name=password]").fill(password);
    await answer(page, answers);
    await press(visitor, GO_ON);
    await saysNoError(visitor, path);
  }
  throw new Error(`the application came to no end; it stands at ${page.url()}`);
}

async function saysNoError({ page }, from) {
  const summary = page.locator(".govuk-error-summary");
  if (await summary.count()) throw new Error(`${from} refuses: ${await summary.first().innerText()}`);
}

/** Hands in one file for each material that the page asks for. */
async function handIn({ page, script }, files) {
  for (const input of await page.locator("main input[type=file]").all()) {
    const name = (await input.getAttribute("name")).replace(/^m-|-file$/g, "");
    if (!(await isOpen(input))) continue;
    await input.setInputFiles(files[name] ?? photograph(`${name}.png`));
    // With script a file is sent at once and listed with its name; without, it goes with the page.
    if (script) await page.locator(`li:has-text("${name}.png") .y-upload__remove`).first().waitFor();
  }
}

/** Whether the choice beside which the file is asked for is the chosen one. */
function isOpen(input) {
  return input.evaluate((element) => {
    const more = element.closest(".govuk-radios__conditional");
    return !more || document.querySelector(`[data-more="${more.id}"]`).checked;
  });
}

/** A small picture in PNG, of one colour, as a file to hand in. */
export function photograph(name) {
  return { name, mimeType: "image/png", buffer: picture(64, 48) };
}

function picture(width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x8a)]);
  const dots = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", header), chunk("IDAT", dots), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(kind, content) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(checksum(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** The CRC-32 that PNG asks for. */
function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}
