import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { isAnswer } from "./session/openId";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";

const root = document.getElementById("root");
if (isAnswer(window.location)) {
  // The page that has opened this window goes on, and closes it.
  root?.append("Signed in. You can close this window.");
} else if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
