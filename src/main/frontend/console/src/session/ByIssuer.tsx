import { useEffect, useState } from "react";
import { textOf } from "../ui/textOf";
import { issuerAt, signInAt, type Issuer, type SignInAt } from "./openId";
import type { Credentials } from "./useSession";

interface ByIssuerProps {
  at: SignInAt;
  onSignIn: (credentials: Credentials) => Promise<void>;
}

/** Signs in at an issuer of OpenID Connect, in a window of its own. */
export function ByIssuer({ at, onSignIn }: ByIssuerProps) {
  const [issuer, setIssuer] = useState<Issuer>();
  const [problem, setProblem] = useState("");
  const [isAway, setAway] = useState(false);

  // Asked before the button is pressed: a browser lets a page open a window only in that moment.
  useEffect(() => {
    let isStale = false;
    const unlessStale = (then: () => void) => !isStale && then();
    issuerAt(at).then(
      (found) => unlessStale(() => setIssuer(found)),
      (failure: unknown) => unlessStale(() => setProblem(`No issuer: ${textOf(failure)}`)),
    );
    return () => {
      isStale = true;
    };
  }, [at]);

  const signIn = async (found: Issuer) => {
    setProblem("");
    const opened = window.open("about:blank", "_blank", "popup,width=480,height=640");
    if (!opened) {
      setProblem("The browser did not open a window. Allow it for this page, and try again.");
      return;
    }
    setAway(true);
    try {
      await onSignIn({ session: await signInAt(at, found, opened) });
    } catch (failure) {
      setProblem(textOf(failure));
    } finally {
      setAway(false);
    }
  };
  return (
    <div className="by-issuer">
      {problem && (
        <p className="alert" role="alert">
          {problem}
        </p>
      )}
      <button type="button" disabled={!issuer} onClick={() => issuer && void signIn(issuer)}>
        Sign in at {new URL(at.issuer).host}
      </button>
      <p className="hint" role="status">
        {isAway ? "Sign in in the window that has opened." : ""}
      </p>
    </div>
  );
}
