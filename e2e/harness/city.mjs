// A city in a process of its own: started on a data folder of its own, stopped and thrown away.
//
// What the program promises us is written down in e2e/README.md, "What the program promises".

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LISTENING = /^listening on (http:\/\/\S+)$/;
const FILLED = /^demo city ready\b/;

/** Where the built program lies; `YIMEN_BINARY` names another. */
export function binary() {
  return process.env.YIMEN_BINARY ?? join(ROOT, "target/debug/yimen");
}

/**
 * Starts a city and waits until it answers.
 *
 * `command` is the program's command, `flags` are added to it, `data` is a folder to go on with (it is then not
 * removed), `database` is a PostgreSQL address, `env` is added to the environment, `seconds` is how long it may take.
 */
export async function startCity(choices = {}) {
  const { command = "demo", flags = [], data, database, env = {}, seconds = 60 } = choices;
  const folder = data ?? (await mkdtemp(join(tmpdir(), "yimen-city-")));
  const words = [command, "--listen", "127.0.0.1:0", "--data", folder, ...flags];
  if (database) words.push("--database", database);
  const city = new City(begin(binary(), words, env), folder, choices);
  return opened(city, seconds, () => city.answers(seconds));
}

/**
 * A demo city filled up to now, on a copy of a folder that is filled once for each build of the program: filling takes
 * a minute, copying a second. Each caller has a copy of its own and may do to it what it likes.
 */
export async function livingCity() {
  const built = (await stat(binary())).mtimeMs;
  const filled = join(ROOT, "target/e2e", `demo-${Math.trunc(built)}`);
  if (!existsSync(join(filled, "demo-accounts.json"))) await fillOnce(filled);
  const data = await mkdtemp(join(tmpdir(), "yimen-city-"));
  await cp(filled, data, { recursive: true });
  const city = await startCity({ data, seconds: 120 });
  city.owns();
  await city.filled();
  return city;
}

/** Fills a demo city beside the place and moves it there when it is whole; folders of older programs go. */
async function fillOnce(place) {
  await mkdir(dirname(place), { recursive: true });
  for (const old of await readdir(dirname(place))) {
    if (old.startsWith("demo-")) await rm(join(dirname(place), old), { recursive: true, force: true });
  }
  const making = await mkdtemp(`${place}-making-`);
  const city = await startCity({ data: making, seconds: 120 });
  await city.filled();
  await city.stop();
  await rename(making, place);
}

/** Starts the example that shows every sample of every page, on no data at all. */
export async function startSamples({ seconds = 60 } = {}) {
  const program = process.env.YIMEN_SAMPLES ?? join(binary(), "../examples/parts");
  return opened(new City(begin(program, ["127.0.0.1:0"], {}), "", { data: "" }), seconds, () => {});
}

function begin(program, words, env) {
  return spawn(program, words, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
}

async function opened(city, seconds, answers) {
  try {
    city.url = (await city.line(LISTENING, seconds))[1];
    await answers();
    return city;
  } catch (fault) {
    await city.stop();
    throw fault;
  }
}

class City {
  #child;
  #choices;
  #ended;
  #ownsFolder;
  #lines = [];
  #listeners = new Set();

  constructor(child, folder, choices) {
    this.#child = child;
    this.#choices = choices;
    this.#ownsFolder = choices.data === undefined;
    /** The data folder. */
    this.data = folder;
    this.#ended = new Promise((resolve) => {
      child.once("error", (fault) => resolve(`could not be started: ${fault.message}`));
      child.once("exit", (code, signal) => resolve(`ended with ${signal ?? code}`));
    });
    for (const output of [child.stdout, child.stderr]) this.#read(output);
    // A test run that is interrupted must not leave a city behind.
    process.once("exit", () => child.kill("SIGKILL"));
    for (const signal of ["SIGINT", "SIGTERM"]) {
      if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(130));
    }
  }

  #read(output) {
    let rest = "";
    output.setEncoding("utf8").on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        this.#lines.push(line);
        for (const listener of this.#listeners) listener(line);
      }
    });
  }

  /** Everything that the program printed. */
  get log() {
    return this.#lines.join("\n");
  }

  /** The process id, for measuring and for killing. */
  get pid() {
    return this.#child.pid;
  }

  /** Waits for a line that matches; what the program printed before counts too. */
  async line(pattern, seconds = 60) {
    const before = this.#lines.map((line) => line.match(pattern)).find(Boolean);
    if (before) return before;
    let listener;
    const found = new Promise((resolve) => {
      listener = (line) => line.match(pattern) && resolve(line.match(pattern));
      this.#listeners.add(listener);
    });
    try {
      const ended = this.#ended.then((how) => { throw new Error(`the city ${how}; it said:\n${this.log}`); });
      return await within(seconds, `the city never printed ${pattern}; it said:\n${this.log}`, Promise.race([found, ended]));
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Waits until /healthz answers 200. */
  async answers(seconds = 60) {
    const end = Date.now() + seconds * 1000;
    let last;
    while (Date.now() < end) {
      last = await fetch(`${this.url}/healthz`).then((answer) => answer.status, (fault) => fault.message);
      if (last === 200) return;
      await pause(50);
    }
    throw new Error(`/healthz did not answer 200 within ${seconds} s, the last was ${last}; the city said:\n${this.log}`);
  }

  /** Waits until the demo's life has been filled up to now. */
  async filled(seconds = 180) {
    await this.line(FILLED, seconds);
  }

  /** The demo's accounts with their passwords, by the names of the issue: `clerk`, `examiner`, … */
  async accounts() {
    const file = join(this.data, "demo-accounts.json");
    if (!existsSync(file)) throw new Error(`the demo wrote no ${file}`);
    return JSON.parse(await readFile(file, "utf8"));
  }

  /** Runs another command of the program on the same data folder and returns what it printed. */
  run(...words) {
    return runProgram([...words, "--data", this.data]);
  }

  /** Lets this city remove its data folder when it stops. */
  owns() {
    this.#ownsFolder = true;
  }

  /** Ends the process as a power cut of the process would; the data folder stays. */
  async kill() {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Starts the city again on the same folder and database, which then belong to the new one. */
  async again() {
    const next = await startCity({ ...this.#choices, data: this.data });
    next.#ownsFolder = this.#ownsFolder;
    this.#ownsFolder = false;
    return next;
  }

  /** Asks the process to end, then removes the data folder if it was ours. */
  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGTERM");
    await within(20, "", this.#ended).catch(() => this.kill());
    if (this.#ownsFolder) await rm(this.data, { recursive: true, force: true });
  }
}

/** Runs the program to its end; returns its exit code and both outputs. */
export function runProgram(words, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary(), words, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "", errors = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
    child.once("error", reject).once("close", (code) => resolve({ code, output, errors }));
  });
}

/** Waits a while. */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The promise, or an error with `sentence` when it takes too long. */
export async function within(seconds, sentence, promise) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(sentence)), seconds * 1000)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
