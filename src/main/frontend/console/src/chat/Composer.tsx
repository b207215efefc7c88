import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";

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
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (content.trim() !== "") {
      onWrite(content);
      setContent("");
      stop();
    }
  };
  const submitByEnter = (event: KeyboardEvent) => {
    // With the shift key it is another line; while an input method composes, it ends that.
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      submit(event);
    }
  };
  useEffect(() => stop, []);

  return (
    <form className="composer" onSubmit={submit} autoComplete="off">
      <label htmlFor="content" className="unseen">
        Message
      </label>
      <textarea
        id="content"
        rows={Math.min(content.split("\n").length, 6)}
        value={content}
        onChange={(event) => edit(event.target.value)}
        onKeyDown={submitByEnter}
        placeholder="Write a message"
        title="Enter sends; with Shift it begins another line"
        enterKeyHint="send"
        required
      />
      <button type="submit">Send</button>
    </form>
  );
}
