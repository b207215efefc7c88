import { useId, useState, type FormEvent, type ReactNode } from "react";
import { Outcome } from "./Outcome";
import { useAction } from "./useAction";

interface JsonFormProps {
  label: string;
  button: string;
  /** More to fill in, above. */
  children?: ReactNode;
  /** Says what it has done. */
  onSend: (content: unknown) => Promise<string>;
}

/** Sends what is written: JSON if it is that, else a text. */
export function JsonForm({ label, button, children, onSend }: JsonFormProps) {
  const [text, setText] = useState("");
  const { run, result, isRunning } = useAction();
  const id = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await run(() => onSend(jsonOrText(text)))) {
      setText("");
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      {children}
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <textarea
          id={id}
          rows={2}
          value={text}
          onChange={(event) => setText(event.target.value)}
          required
          spellCheck={false}
        />
        <button type="submit" disabled={isRunning}>
          {button}
        </button>
      </div>
      <Outcome result={result} />
    </form>
  );
}

/** What a person has typed: JSON where it can be read as such. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
