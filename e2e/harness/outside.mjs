// Outside programs as processes of their own, as they are in real life.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { within } from "./city.mjs";

/** Starts the mail server; returns its address, its letters and its behaviour. */
export async function startMail(env = {}) {
  const { said, stop } = await start("mail-server.mjs", env, [/^smtp on (\S+)$/, /^control on (\S+)$/]);
  const [address, control] = said;
  const ask = (method, path, value) => fetch(control + path, { method, body: value && JSON.stringify(value) }).then((answer) => answer.json());
  return {
    address,
    letters: () => ask("GET", "/letters"),
    forget: () => ask("DELETE", "/letters"),
    behave: (behaviour) => ask("PUT", "/behaviour", behaviour),
    stop,
  };
}

/** Starts the identity provider; returns its issuer and the client that the city is. */
export async function startIdentityProvider(env = {}) {
  const { said, stop } = await start("identity-provider.mjs", env, [/^issuer (\S+)$/]);
  const [issuer] = said;
  const down = (value) => fetch(`${issuer}/control`, { method: "PUT", body: JSON.stringify({ down: value }) });
  return { issuer, clientId: "yimen", clientSecret: "a-secret-for-tests", down, stop };
}

async function start(program, env, patterns) {
  const path = fileURLToPath(new URL(`../outside/${program}`, import.meta.url));
  const child = spawn(process.execPath, [path], { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const lines = createInterface({ input: child.stdout });
  const said = [];
  const ready = new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const match = line.match(patterns[said.length] ?? /$^/);
      if (match) said.push(match[1]);
      if (said.length === patterns.length) resolve();
    });
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  await within(20, `${program} did not start`, ready);
  return { said, stop: async () => (child.stdin.end(), await ended) };
}
