// A real OpenID provider for tests, with the claims that a provincial account has: how surely a person is known,
// the citizen number, and the enterprises that the person may act for, with dates.
//
// Started as its own process: `node e2e/outside/identity-provider.mjs`. It prints `issuer http://127.0.0.1:PORT`
// and ends when its input closes.
//   OIDC_PORT                            a fixed port instead of a free one
//   OIDC_CLIENT_ID, OIDC_CLIENT_SECRET   `yimen` and `a-secret-for-tests` if not given
// Any return address on loopback is accepted, because the city's port is not known yet when this starts.
// People are in people.mjs: type `chen`, `huang`, `zhou` or `guest` with the password `open`; `cancel` goes back.
// Scope `profile` holds name, id_number, real_name_level (1 said, 2 checked, 3 face to face) and organisations.
// PUT /control {"down": true} makes it answer 503 to everything until {"down": false}.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

import Provider from "oidc-provider";

import { PEOPLE } from "./people.mjs";
import { readBody, serve, untilInputCloses } from "./process.mjs";

const CLAIMS = ["name", "id_number", "real_name_level", "organisations"];

/** Starts the provider; returns its issuer and a function that stops it. */
export async function startIdentityProvider({ port = 0, clientId = "yimen", clientSecret = "a-secret-for-tests" } = {}) {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await serve(server, port)}`;
  const provider = new Provider(issuer, configuration(clientId, clientSecret));
  provider.Client.prototype.redirectUriAllowed = isLoopback;
  const answerProtocol = provider.callback();
  let down = false;
  server.on("request", async (request, answer) => {
    if (request.url === "/control" && request.method === "PUT") {
      down = JSON.parse(await readBody(request)).down;
      return answer.writeHead(204).end();
    }
    if (down) return answer.writeHead(503).end("down on purpose");
    if (request.url.startsWith("/interaction/")) return interact(provider, request, answer);
    return answerProtocol(request, answer);
  });
  const stop = () => new Promise((done) => { server.closeAllConnections(); server.close(done); });
  return { issuer, clientId, clientSecret, stop };
}

function configuration(clientId, clientSecret) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [{
      client_id: clientId, client_secret: clientSecret, redirect_uris: ["http://127.0.0.1/"],
      grant_types: ["authorization_code"], response_types: ["code"],
    }],
    claims: { openid: ["sub"], profile: CLAIMS },
    // Providers of authorities put the claims into the ID token as well as behind /me.
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(16).toString("hex")] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, name) => PEOPLE[name] && { accountId: name, claims: () => ({ sub: name, ...claimsOf(name) }) },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "tests" }] },
    // Whoever signs in here has agreed; a second question would only be in the tests' way.
    loadExistingGrant: agree,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  };
}

function claimsOf(name) {
  return Object.fromEntries(Object.entries(PEOPLE[name]).filter(([, value]) => value !== null));
}

async function agree({ oidc }) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope("openid profile");
  await grant.save();
  return grant;
}

function isLoopback(address) {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(address).hostname);
}

/** The sign-in page and its answer. */
async function interact(provider, request, answer) {
  if (request.method !== "POST") return answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page());
  const form = new URLSearchParams(await readBody(request));
  const name = form.get("name");
  if (form.has("cancel")) return provider.interactionFinished(request, answer, { error: "access_denied", error_description: "the person went back" });
  if (!PEOPLE[name] || form.get("password") !== "open") return answer.writeHead(401, { "content-type": "text/html; charset=utf-8" }).end(page("unknown name or password"));
  return provider.interactionFinished(request, answer, { login: { accountId: name } });
}

function page(complaint = "") {
  return `<!doctype html><html lang="en"><title>Provider for tests</title><h1>Provider for tests</h1><p role="alert">${complaint}</p>
<form method="post"><label>Name <input name="name"></label> <label>Password <input name="password" type="password"></label>
<button name="enter">Sign in</button> <button name="cancel">Go back</button></form></html>`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { OIDC_PORT, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = process.env;
  const provider = await startIdentityProvider({ port: Number(OIDC_PORT ?? 0), clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET });
  console.log(`issuer ${provider.issuer}`);
  untilInputCloses(provider.stop);
}
