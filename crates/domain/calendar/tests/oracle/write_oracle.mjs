// Writes oracle.csv: every day of 2004-2026 with the n-th working day after it, counted by `chinese-days`.
// Run `npm ci && npm run oracle` here; the Rust test reads the file.

import { writeFileSync } from "node:fs";

// The package counts in local time; without this a machine east or west of Greenwich gets other days.
process.env.TZ = "UTC";
const { default: days } = await import("chinese-days");

const LIMITS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60];
const LAST = "2026-12-31"; // no holidays are known after this day
const dayAfter = (text) => new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);

const lines = [["date", "working", ...LIMITS.map((limit) => `wd${limit}`)].join(",")];
for (let date = "2004-01-01"; date <= LAST; date = dayAfter(date)) {
  const due = LIMITS.map((limit) => days.findWorkday(limit, date));
  lines.push([date, days.isWorkday(date), ...due.map((day) => (day <= LAST ? day : ""))].join(","));
}
writeFileSync(new URL("oracle.csv", import.meta.url), `${lines.join("\n")}\n`);
console.log(`oracle.csv: ${lines.length - 1} days`);
