// A real SMTP server for tests: keeps every letter, and can refuse, put off or delay.
//
// Started as its own process: `node e2e/outside/mail-server.mjs`. It prints `smtp on 127.0.0.1:PORT` and
// `control on http://127.0.0.1:PORT`, and ends when its input closes.
//   MAIL_PORT, MAIL_CONTROL_PORT   fixed ports instead of free ones
//   MAIL_USER, MAIL_PASSWORD       ask for this login
// Control: GET /letters → [{from, to, subject, text, html, messageId, headers, at}]; DELETE /letters;
//   PUT /behaviour {"refuse": "@nowhere.example", "later": "@busy.example", "delayMs": 2000, "drop": "@gone.example"}
//   `refuse` answers 550 for recipients that contain it, `later` answers 451, `drop` breaks the connection after
//   the letter was kept and before the answer: the sender cannot know.

import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

import { readBody, serve, untilInputCloses } from "./process.mjs";

/** Starts the server; returns its ports and a function that stops it. */
export async function startMailServer({ port = 0, controlPort = 0, user, password } = {}) {
  const letters = [];
  let behaviour = {};
  const fits = (part, address) => Boolean(part) && address.includes(part);
  const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

  const smtp = new SMTPServer({
    disabledCommands: user ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    authOptional: !user,
    allowInsecureAuth: true,
    onAuth(login, _session, done) {
      const known = login.username === user && login.password === password;
      done(known ? null : refusal(535, "unknown user or wrong password"), { user: login.username });
    },
    onRcptTo({ address }, _session, done) {
      if (fits(behaviour.refuse, address)) return done(refusal(550, "no such mailbox"));
      if (fits(behaviour.later, address)) return done(refusal(451, "mailbox busy, try again later"));
      done();
    },
    async onData(stream, session, done) {
      const letter = await simpleParser(stream);
      const to = session.envelope.rcptTo.map((recipient) => recipient.address);
      letters.push({
        from: session.envelope.mailFrom.address, to, subject: letter.subject, text: letter.text, html: letter.html || null,
        messageId: letter.messageId, headers: Object.fromEntries(letter.headerLines.map((line) => [line.key, line.line])),
        at: new Date().toISOString(),
      });
      // A protocol answer would tell the sender what happened, so the line itself is cut.
      if (to.some((address) => fits(behaviour.drop, address))) return sockets.get(session.remotePort)?.destroy();
      setTimeout(done, behaviour.delayMs ?? 0);
    },
  });
  smtp.on("error", () => {}); // a sender that hangs up in the middle is the sender's affair
  const sockets = new Map();
  smtp.server.on("connection", (socket) => {
    sockets.set(socket.remotePort, socket);
    socket.once("close", () => sockets.delete(socket.remotePort));
  });
  await new Promise((resolve, reject) => smtp.server.once("error", reject) && smtp.listen(port, "127.0.0.1", resolve));

  const control = createServer(async (request, answer) => {
    const say = (status, value) => answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.method === "GET" && request.url === "/letters") return say(200, letters);
    if (request.method === "DELETE" && request.url === "/letters") return letters.splice(0), say(200, []);
    if (request.method === "PUT" && request.url === "/behaviour") return (behaviour = JSON.parse(await readBody(request))), say(200, behaviour);
    say(404, { error: "no such control" });
  });
  const stop = () => Promise.all([new Promise((done) => smtp.close(done)), new Promise((done) => control.close(done))]);
  return { port: smtp.server.address().port, controlPort: await serve(control, controlPort), stop };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { MAIL_PORT, MAIL_CONTROL_PORT, MAIL_USER, MAIL_PASSWORD } = process.env;
  const server = await startMailServer({ port: Number(MAIL_PORT ?? 0), controlPort: Number(MAIL_CONTROL_PORT ?? 0), user: MAIL_USER, password: MAIL_PASSWORD });
  console.log(`smtp on 127.0.0.1:${server.port}`);
  console.log(`control on http://127.0.0.1:${server.controlPort}`);
  untilInputCloses(server.stop);
}
