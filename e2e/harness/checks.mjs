// What every page must stand up to: axe-core, the keyboard, a narrow screen, large type.
//
// Each check returns sentences about what is wrong, so that a test can show all of them at once.

import axe from "axe-core";

const GRAVE = new Set(["serious", "critical"]);

/** Serious and critical findings of axe-core; no rule is switched off. */
export async function accessibility(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter((violation) => GRAVE.has(violation.impact))
    .map((violation) => {
      const places = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.failureSummary}`);
      return `${violation.id} (${violation.impact}), ${violation.nodes.length} places: ${violation.help}\n    ${places.join("\n    ")}`;
    });
}

/** Anything that makes the page scroll sideways; a table may scroll inside its own box. */
export async function sidewaysScrolling(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrollsInside = (element) => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(box).overflowX)) return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 1 && !scrollsInside(element);
    });
    const name = (element) => `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`;
    return [`${document.documentElement.scrollWidth} px wide on ${width}: ${wide.slice(0, 4).map(name).join(", ")}`];
  });
}

/** Sets the browser's own type size to twice its size and says what did not grow or is cut off. */
export async function doubledType(page) {
  const sizeOfText = () => page.evaluate(() => {
    const text = document.querySelector("main p, main li") ?? document.querySelector("main") ?? document.body;
    return parseFloat(getComputedStyle(text).fontSize);
  });
  const before = await sizeOfText();
  const settings = await page.context().newCDPSession(page);
  await settings.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  const after = await sizeOfText();
  // Less than double is fine where a smaller scale is chosen, as on a smaller screen; a fixed size never grows.
  const wrong = after < before * 1.5 ? [`text stayed at ${after} px when type was doubled from ${before} px: sizes must be relative`] : [];
  const found = [...wrong, ...(await cutText(page)), ...(await sidewaysScrolling(page))];
  // Detaching sets the size back; what is wrong stays as it is, to be pictured.
  if (found.length === 0) await settings.detach();
  return found;
}

/** Text that its own box cuts off. */
async function cutText(page) {
  return page.evaluate(() => {
    const isCut = (element) => {
      const style = getComputedStyle(element);
      const clips = style.overflowY === "hidden" || style.overflowX === "hidden" || style.overflow === "clip";
      // What only screen readers get is one pixel on purpose.
      const isHidden = element.clientWidth <= 1 || element.clientHeight <= 1 || style.clipPath !== "none";
      const holdsText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      // A Chinese font's box is taller than its line; only half a line more is a line that nobody reads.
      const line = parseFloat(style.fontSize) / 2;
      const overflows = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + line;
      return clips && !isHidden && holdsText && overflows;
    };
    return [...document.body.querySelectorAll("*")].filter(isCut).slice(0, 4)
      .map((element) => `text is cut off in ${element.tagName.toLowerCase()}.${[...element.classList].join(".")}: ${element.textContent.trim().slice(0, 30)}`);
  });
}

/** Walks through the page with Tab: everything that can be clicked is reached, in sight, and nothing holds the focus. */
export async function keyboard(page, { stopsMax = 800 } = {}) {
  await page.evaluate(() => {
    // Tab goes on from where the focus was last; a page may have put it on its error summary.
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
  });
  const wrong = [];
  const reached = new Set();
  let last = "";
  for (let stop = 0; stop < stopsMax; stop++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(describeFocus);
    // Year, month and day of one field are stops of their own.
    if (here && here.place === last && here.hasParts) continue;
    if (!here || reached.has(here.place)) break;
    if (here.place === last) {
      wrong.push(`the focus is held by ${here.name}`);
      break;
    }
    last = here.place;
    reached.add(here.place);
    if (!here.isMarked) wrong.push(`nothing shows that the focus is on ${here.name}`);
    if (!here.isSeen) wrong.push(`the focus goes to ${here.name}, which cannot be seen`);
  }
  const missed = (await page.evaluate(listClickable)).filter((element) => !reached.has(element.place));
  return [...wrong, ...missed.map((element) => `the keyboard does not reach ${element.name}`)];
}

/** Runs in the page: where the focus is, whether it is marked and whether it can be seen. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const place = [];
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) place.unshift([...at.parentElement.children].indexOf(at));
  const marksOf = (target) => {
    const style = getComputedStyle(target);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return outline || style.boxShadow !== "none";
  };
  // A radio button or a checkbox is often drawn by its label or by the element beside it.
  const drawn = [element, element.nextElementSibling, element.closest("label"), element.parentElement].filter(Boolean);
  const pseudo = (target, which) => getComputedStyle(target, which).boxShadow !== "none" || getComputedStyle(target, which).outlineStyle !== "none";
  const isMarked = drawn.slice(0, 3).some((target) => marksOf(target) || pseudo(target, "::before") || pseudo(target, "::after"));
  const box = element.getBoundingClientRect();
  const name = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""} “${(element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 30)}”`;
  const hasParts = ["date", "time", "month", "datetime-local"].includes(element.type);
  return { place: place.join("/"), name, hasParts, isMarked, isSeen: box.width > 0 && box.height > 0 };
}

/** Runs in the page: what a mouse could click and a keyboard therefore must reach. */
function listClickable() {
  const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const seen = new Set();
  return [...document.querySelectorAll(selector)]
    .filter((element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (element.disabled || element.tabIndex < 0 || style.visibility === "hidden" || box.width === 0 || element.closest("details:not([open]) > :not(summary), [inert]")) return false;
      // The arrows choose within a group of radio buttons; Tab reaches only one of them.
      if (element.type !== "radio") return true;
      const group = `${element.form?.id} ${element.name}`;
      const isFirst = !seen.has(group) && (element.checked || !document.querySelector(`input[name="${CSS.escape(element.name)}"]:checked`));
      if (isFirst) seen.add(group);
      return isFirst;
    })
    .map((element) => {
      const place = [];
      for (let at = element; at && at !== document.documentElement; at = at.parentElement) place.unshift([...at.parentElement.children].indexOf(at));
      return { place: place.join("/"), name: `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""} “${(element.innerText || element.name || "").trim().slice(0, 30)}”` };
    });
}
