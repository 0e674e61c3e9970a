// What the outside programs have in common: listening on loopback, reading a body, ending with their starter.

/** Listens on loopback and returns the port. */
export function serve(server, port = 0) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server.address().port));
  });
}

/** The whole body of a request as text. */
export async function readBody(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

/** Runs until the starter closes our input, which happens however the starter ends. */
export function untilInputCloses(stop) {
  process.stdin.resume().once("end", async () => {
    await Promise.race([stop(), new Promise((done) => setTimeout(done, 1000))]);
    process.exit(0);
  });
}
