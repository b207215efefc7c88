import { isOperator, type Session } from "../session/session";
import { ThemeButton } from "./ThemeButton";
import type { View } from "./useHash";

interface HeaderProps {
  view?: View;
  session?: Session;
  onSignOut?: () => void;
}

/** The product's name, the way between the views, and who is signed in. */
export function Header({ view, session, onSignOut }: HeaderProps) {
  return (
    <header className="top">
      <h1>Parley</h1>
      {session && (
        <nav aria-label="Views">
          <a href="#chat" aria-current={view === "chat" ? "page" : undefined}>
            Chat
          </a>
          {isOperator(session) && (
            <a href="#operations" aria-current={view === "operations" ? "page" : undefined}>
              Operations
            </a>
          )}
        </nav>
      )}
      <div className="top-end">
        {session && (
          <span className="who" title={session.userId}>
            {session.userId}
          </span>
        )}
        <ThemeButton />
        {session && (
          <button type="button" className="quiet" onClick={onSignOut}>
            Sign out
          </button>
        )}
      </div>
    </header>
  );
}
