import { useState, type FormEvent } from "react";
import { EmptyState } from "../ui/EmptyState";
import { ByIssuer } from "./ByIssuer";
import type { Credentials, Server } from "./useSession";

/** The roles by which the server's REST side lets an operator in. */
const OPERATOR = ["admin", "metrics", "publisher"];

interface SignInProps {
  server: Server;
  notice: string;
  onSignIn: (credentials: Credentials) => Promise<void>;
}

/** Asks for a name where the server gives tokens for names; else the issuer is asked, if there is one, or for a token. */
export function SignIn({ server, notice, onSignIn }: SignInProps) {
  if (server.state === "asking") {
    return <p className="hint">Asking the server…</p>;
  }
  if (server.state === "away") {
    return (
      <EmptyState title="The server does not answer" isError>
        Reload this page when it is back.
      </EmptyState>
    );
  }
  return (
    <section className="card sign-in" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">Sign in</h2>
      {notice && (
        <p className="alert" role="alert">
          {notice}
        </p>
      )}
      {server.signIn && <ByIssuer at={server.signIn} onSignIn={onSignIn} />}
      {server.development ? (
        <ByName onSignIn={onSignIn} />
      ) : server.signIn ? (
        <details>
          <summary>With a token</summary>
          <ByToken onSignIn={onSignIn} />
        </details>
      ) : (
        <ByToken onSignIn={onSignIn} />
      )}
    </section>
  );
}

function ByName({ onSignIn }: Pick<SignInProps, "onSignIn">) {
  const [name, setName] = useState("");
  const [isOperator, setOperator] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSignIn({ name: name.trim(), roles: isOperator ? OPERATOR : [] });
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <label htmlFor="name">Name</label>
      <input
        id="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={64}
        required
        autoFocus
        autoCapitalize="none"
        spellCheck={false}
      />
      <label className="check">
        <input type="checkbox" checked={isOperator} onChange={(event) => setOperator(event.target.checked)} />
        As an operator, with the roles {OPERATOR.join(", ")}
      </label>
      <button type="submit">Sign in</button>
      <p className="hint">Open this page in a second tab and sign in under another name to talk to yourself.</p>
    </form>
  );
}

function ByToken({ onSignIn }: Pick<SignInProps, "onSignIn">) {
  const [token, setToken] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSignIn({ token: token.trim() });
    setToken("");
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <label htmlFor="token">Token</label>
      <textarea
        id="token"
        value={token}
        onChange={(event) => setToken(event.target.value)}
        rows={6}
        required
        autoFocus
        spellCheck={false}
        aria-describedby="token-hint"
      />
      <p className="hint" id="token-hint">
        A JWT that this server trusts. It stays in this page’s memory and is gone with it.
      </p>
      <button type="submit">Sign in</button>
    </form>
  );
}
