import { claimsOf, type Session, sessionOf } from "./session";

/** Where people sign in, as the server says in `GET /api/info`. */
export interface SignInAt {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** For which resource the access token is, where the issuer wants to know. */
  readonly resource?: string;
}

/** What the issuer says of itself, at `/.well-known/openid-configuration`. */
export interface Issuer {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** What the issuer's page has come back with. */
export interface Answer {
  readonly code?: string;
  readonly state?: string;
  readonly iss?: string;
  readonly error?: string;
  readonly error_description?: string;
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
}

/** The issuer has answered, and says no. */
class IssuerRefusal extends Error {}

/** On which the window that was opened tells the page that has opened it what it has come back with. */
const CHANNEL = "parley.sign-in";
/** How long before its end a token is renewed, in seconds. */
const MARGIN = 30;
/** How long one may take to sign in, in milliseconds. */
const PATIENCE = 10 * 60_000;

/** Asks the issuer where it takes what. Only its own origin is allowed by the page's policy. */
export async function issuerAt({ issuer }: SignInAt): Promise<Issuer> {
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!response.ok) {
    throw new Error(`The issuer answered ${response.status}.`);
  }
  const said = (await response.json()) as Partial<Issuer> & { issuer?: string };
  if (said.issuer !== issuer || !said.authorization_endpoint || !said.token_endpoint) {
    throw new Error("The issuer does not say of itself what is needed to sign in.");
  }
  return { authorization_endpoint: said.authorization_endpoint, token_endpoint: said.token_endpoint };
}

/**
 * Signs in at the issuer, in a window of its own: so nothing has to be kept in the browser while one is there. The
 * authorization code flow with PKCE (RFC 7636); code and tokens are in this page's memory only.
 *
 * @param window the one that was opened for it, while the user was pressing a button
 */
export async function signInAt(at: SignInAt, issuer: Issuer, window: WindowProxy): Promise<Session> {
  const verifier = randomText();
  const state = randomText();
  const query = new URLSearchParams({
    response_type: "code",
    client_id: at.clientId,
    redirect_uri: redirectUri(),
    scope: at.scope,
    state,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: "S256",
    ...(at.resource !== undefined && { resource: at.resource }),
  });
  const address = new URL(issuer.authorization_endpoint);
  query.forEach((value, name) => address.searchParams.set(name, value));
  // The issuer's page has no business with this one.
  window.opener = null;
  const answering = answerTo(state, window);
  window.location.replace(address);
  const tokens = await tokensFor(at, issuer, codeOf(await answering, at), verifier);
  return renewedSession(at, issuer, tokens);
}

/** The code of an answer that is to be believed. */
export function codeOf(answer: Answer, { issuer }: SignInAt): string {
  if (answer.error !== undefined) {
    throw new Error(`The issuer refuses: ${answer.error_description ?? answer.error}`);
  }
  // Not every issuer says it (RFC 9207); one that does must be the one that was asked.
  if (answer.code === undefined || (answer.iss !== undefined && answer.iss !== issuer)) {
    throw new Error("This is no answer of the issuer.");
  }
  return answer.code;
}

function answerTo(state: string, window: WindowProxy): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(CHANNEL);
    const started = Date.now();
    const watch = setInterval(() => {
      // An issuer may cut the tie between the windows; then this one looks closed though it is not. So that alone is no end.
      if (Date.now() - started > PATIENCE) {
        end(() => reject(new Error("Nobody has signed in.")));
      }
    }, 1000);
    const end = (then: () => void) => {
      clearInterval(watch);
      channel.close();
      window.close();
      then();
    };
    channel.onmessage = ({ data }: MessageEvent<Answer>) => {
      // Another tab may be signing in, too.
      if (data.state === state) {
        end(() => resolve(data));
      }
    };
  });
}

/** Whether this page is the issuer's answer, in the window that was opened for it: then it says so, and has done its part. */
export function isAnswer(location: Location): boolean {
  const query = new URLSearchParams(location.search);
  if (!query.has("state") || !(query.has("code") || query.has("error"))) {
    return false;
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(Object.fromEntries(query));
  channel.close();
  // The code is good for once, but it need not stay in the history either.
  history.replaceState(null, "", location.pathname);
  return true;
}

function tokensFor(at: SignInAt, issuer: Issuer, code: string, verifier: string): Promise<Tokens> {
  return tokens(at, issuer, {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri(),
    code_verifier: verifier,
  });
}

async function tokens(at: SignInAt, issuer: Issuer, parameters: Record<string, string>): Promise<Tokens> {
  const response = await fetch(issuer.token_endpoint, {
    method: "POST",
    credentials: "omit",
    body: new URLSearchParams({
      ...parameters,
      client_id: at.clientId,
      ...(at.resource !== undefined && { resource: at.resource }),
    }),
  });
  const body = (await response.json()) as Partial<Tokens> & { error?: string; error_description?: string };
  if (!response.ok || body.access_token === undefined) {
    throw new IssuerRefusal(`The issuer gave no token: ${body.error_description ?? body.error ?? response.status}`);
  }
  return { access_token: body.access_token, ...(body.refresh_token && { refresh_token: body.refresh_token }) };
}

/** A session whose token is renewed before it ends, where the issuer has given something to renew it with. */
function renewedSession(at: SignInAt, issuer: Issuer, first: Tokens): Session {
  let current = first;
  let isUsed = false;
  let renewing: Promise<Tokens> | undefined;
  const renew = async (refresh_token: string) => {
    renewing ??= tokens(at, issuer, { grant_type: "refresh_token", refresh_token });
    try {
      // An issuer may give another one to renew with, which ends the one before, or none.
      current = { refresh_token, ...(await renewing) };
    } catch (failure) {
      if (!(failure instanceof IssuerRefusal)) {
        throw failure;
      }
      // Then the server says what the token in hand is still good for.
      current = { access_token: current.access_token };
    } finally {
      renewing = undefined;
    }
  };
  return sessionOf(first.access_token, async (fresh = false) => {
    const { exp = Infinity } = claimsOf(current.access_token);
    const isOld = exp - MARGIN < Date.now() / 1000;
    if (current.refresh_token !== undefined && (isOld || (fresh && isUsed))) {
      await renew(current.refresh_token);
    }
    isUsed = true;
    return current.access_token;
  });
}

function redirectUri(): string {
  return new URL(".", document.baseURI).href;
}

function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** What the issuer is told first; who then knows the verifier is the one who has asked. */
export async function challengeOf(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
