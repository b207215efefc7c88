import { useEffect, useRef, useState, type FormEvent } from "react";

interface ComposerProps {
  onWrite: (content: string) => void;
  onTyping: (isTyping: boolean) => void;
}

/** After so many milliseconds without a key, nobody is typing any more. */
const PAUSE = 4000;

/** Where one writes. It works without a connection, too: what is written then waits. */
export function Composer({ onWrite, onTyping }: ComposerProps) {
  const [content, setContent] = useState("");
  const pause = useRef<number>(undefined);
  const typing = useRef(onTyping);
  typing.current = onTyping;

  const stop = () => {
    if (pause.current !== undefined) {
      window.clearTimeout(pause.current);
      pause.current = undefined;
      typing.current(false);
    }
  };
  const edit = (text: string) => {
    setContent(text);
    if (text === "") {
      stop();
      return;
    }
    window.clearTimeout(pause.current);
    pause.current = window.setTimeout(stop, PAUSE);
    typing.current(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (content.trim() !== "") {
      onWrite(content);
      setContent("");
      stop();
    }
  };
  useEffect(() => stop, []);

  return (
    <form className="composer" onSubmit={submit} autoComplete="off">
      <label htmlFor="content" className="unseen">
        Message
      </label>
      <input
        id="content"
        value={content}
        onChange={(event) => edit(event.target.value)}
        placeholder="Write a message"
        required
      />
      <button type="submit">Send</button>
    </form>
  );
}
