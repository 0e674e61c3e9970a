// A database of one's own on the tests' private PostgreSQL.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Makes an empty database; none, where no PostgreSQL was started for the tests. */
export async function freshDatabase() {
  const server = process.env.YIMEN_TEST_POSTGRES;
  if (!server) return undefined;
  const name = `e2e_${process.pid}_${Date.now()}`;
  const psql = (sql) => run("psql", ["--no-psqlrc", "-q", "-v", "ON_ERROR_STOP=1", server, "-c", sql]);
  await psql(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
