import { useEffect, useState } from "react";
import { textOf } from "../ui/textOf";
import type { Api, Setting } from "./api";

/** The settings of the node that answers, as they are in force. They are asked for when somebody wants to see them. */
export function Configuration({ api }: { api: Api }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="card acts" aria-labelledby="configuration-title">
      <h2 id="configuration-title">Configuration</h2>
      <button type="button" className="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? "Hide the settings" : "Show the settings"}
      </button>
      {isOpen && <Settings api={api} />}
    </section>
  );
}

function Settings({ api }: { api: Api }) {
  const [settings, setSettings] = useState<Setting[]>();
  const [problem, setProblem] = useState("");
  const [wanted, setWanted] = useState("");

  useEffect(() => {
    const abort = new AbortController();
    api.settings(abort.signal).then(setSettings, (failure: unknown) => {
      if (!abort.signal.aborted) {
        setProblem(textOf(failure));
      }
    });
    return () => abort.abort();
  }, [api]);

  if (problem) {
    return (
      <p className="alert" role="alert">
        {problem}
      </p>
    );
  }
  const shown = settings?.filter(({ name, source }) =>
    `${name} ${source}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <>
      <label className="narrow-form">
        Name or source
        <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} spellCheck={false} />
      </label>
      <div className="scroll" tabIndex={0} role="region" aria-label="Table of settings">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {shown?.map(({ name, value, source, secret }) => (
              <tr key={name}>
                <td>{name}</td>
                <td title={value}>{secret && value !== "" ? "hidden" : value || "none"}</td>
                <td title={source}>{source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown?.length === 0 && <p className="hint">Nothing found</p>}
    </>
  );
}
