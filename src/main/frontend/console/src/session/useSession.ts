import { useCallback, useEffect, useState } from "react";
import { keep, kept } from "../ui/storage";
import { textOf } from "../ui/textOf";
import { developmentSession, pastedSession, serverInfo, type ServerInfo, type Session } from "./session";

/** What somebody typed to sign in, or what has come of it elsewhere. */
export type Credentials = { name: string; roles: readonly string[] } | { token: string } | { session: Session };

/** What is known of the server: nothing yet, an answer, or why there is none. */
export type Server = ServerInfo & { state: "asking" | "known" | "away" };

const UNKNOWN: Server = { state: "asking", name: "Parley", version: "", path: "/socket.io", development: false };
const KEY = "parley.session";

/** The name and roles of this tab's last sign-in to a development server. A token is never kept. */
const memory = {
  read: (): { name: string; roles: string[] } | null => JSON.parse(kept("sessionStorage", KEY) ?? "null"),
  write: (name: string, roles: readonly string[]) => keep("sessionStorage", KEY, JSON.stringify({ name, roles })),
  forget: () => keep("sessionStorage", KEY, null),
};

/** Who is signed in, and how one signs in and out. A reload of the tab signs in again where the server gives tokens. */
export function useSession() {
  const [server, setServer] = useState<Server>(UNKNOWN);
  const [session, setSession] = useState<Session | null>(null);
  const [notice, setNotice] = useState("");

  const signIn = useCallback(async (credentials: Credentials) => {
    setNotice("");
    try {
      if ("session" in credentials) {
        setSession(credentials.session);
      } else if ("token" in credentials) {
        setSession(pastedSession(credentials.token));
      } else {
        setSession(await developmentSession(credentials.name, credentials.roles));
        memory.write(credentials.name, credentials.roles);
      }
    } catch (failure) {
      setNotice(textOf(failure));
    }
  }, []);

  const signOut = useCallback((reason = "") => {
    memory.forget();
    setSession(null);
    setNotice(reason);
  }, []);

  useEffect(() => {
    let stale = false;
    serverInfo().then(
      (info) => {
        if (!stale) {
          setServer({ ...info, state: "known" });
          const last = memory.read();
          if (info.development && last) {
            void signIn(last);
          }
        }
      },
      () => {
        if (!stale) {
          setServer((before) => ({ ...before, state: "away" }));
        }
      },
    );
    return () => {
      stale = true;
    };
  }, [signIn]);

  return { server, session, signIn, signOut, notice };
}
