import { generateKeyPairSync } from "node:crypto";
import { Provider } from "oidc-provider";

/** How long an access token lives, in seconds: a little longer than the console's margin, so that it is soon renewed. */
const LIFE = 40;

/** An issuer of OpenID Connect as npm has it, in which anybody signs in with any password; users named "op" are operators. */
export async function startIssuer(port, console) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [
      {
        client_id: "console",
        token_endpoint_auth_method: "none",
        redirect_uris: [`${console}/`],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "test", use: "sig", alg: "RS256" }] },
    cookies: { keys: ["only a test"] },
    pkce: { methods: ["S256"], required: () => true },
    clientBasedCORS: (_context, origin) => origin === console,
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: (_context, { accountId }) => ({
      upn: accountId,
      groups: accountId.startsWith("op") ? ["admin", "metrics", "publisher"] : [],
    }),
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "",
          audience: "urn:parley",
          accessTokenTTL: LIFE,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  });
  const server = await new Promise((resolve) => {
    const listening = provider.listen(port, () => resolve(listening));
  });
  return {
    close: () => {
      server.closeAllConnections();
      server.close();
    },
    /** Resolves when the issuer has given a token for such a grant. */
    granted: (type) =>
      new Promise((resolve) => {
        provider.on("grant.success", ({ oidc }) => oidc.params.grant_type === type && resolve());
      }),
  };
}
