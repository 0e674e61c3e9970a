// What staff does with a case in the browser: opens it, chooses an act, answers, looks once more, does it.

import { answer, press } from "./application.mjs";

/** Does one act on a case through its page; returns what the page says afterwards. */
export async function act(visitor, number, slug, answers = {}) {
  await begin(visitor, number, slug, answers);
  return conclude(visitor, number, slug);
}

/** Opens the act from the page of the case and answers its questions, without sending them. */
export async function begin(visitor, number, slug, answers = {}) {
  await visitor.open(`/desk/cases/${number}`);
  const link = visitor.page.locator(`main a[href*="/${number}/${slug}"]`).first();
  if ((await link.count()) === 0) {
    throw new Error(`${visitor.role} cannot ${slug} on ${number}: ${await visitor.words(".y-desk-acts")}`);
  }
  await visitor.open(await link.getAttribute("href"));
  await answer(visitor.page, answers);
}

/** Sends the answers, and the second look where the act asks for one. */
export async function conclude(visitor, number, slug) {
  await press(visitor, "main form.y-form button.govuk-button:not(.govuk-button--secondary)");
  const sure = visitor.page.locator("main button[name=go][value=do]");
  if (await sure.count()) await press(visitor, "main button[name=go][value=do]");
  // Afterwards one is on the page of the case, or at one's own work where the case is in other hands now.
  if (new URL(visitor.page.url()).pathname.endsWith(`/${slug}`)) {
    throw new Error(`${slug} was not done: ${await visitor.words("main")}`);
  }
  return visitor.words("main");
}
