import { lazy, Suspense } from "react";
import { ChatView } from "./chat/ChatView";
import { SignIn } from "./session/SignIn";
import { useSession } from "./session/useSession";
import { ErrorBoundary } from "./ui/ErrorBoundary";
import { Header } from "./ui/Header";
import { useHash } from "./ui/useHash";

// Only operators need the plots.
const OperationsView = lazy(() => import("./operations/OperationsView"));

/** The page: who is not signed in sees the sign-in, everybody else the view that the address names. */
export function App() {
  const { session, server, signIn, signOut, notice } = useSession();
  const view = useHash();

  if (!session) {
    return (
      <>
        <Header />
        <main className="narrow">
          <SignIn server={server} notice={notice} onSignIn={signIn} />
        </main>
      </>
    );
  }
  return (
    <>
      <Header view={view} session={session} onSignOut={() => signOut()} />
      <main>
        {/* Stays mounted, so that the conversation goes on while the operator looks elsewhere. */}
        <div hidden={view !== "chat"} className="view">
          <ChatView session={session} path={server.path} onRefused={signOut} />
        </div>
        {view === "operations" && (
          <ErrorBoundary>
            <Suspense fallback={<p className="hint">Loading…</p>}>
              <OperationsView session={session} />
            </Suspense>
          </ErrorBoundary>
        )}
      </main>
    </>
  );
}
