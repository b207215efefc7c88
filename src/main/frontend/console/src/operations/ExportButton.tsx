import { csv, save } from "./csv";
import { Outcome } from "./Outcome";
import { useAction } from "./useAction";
import type { List } from "./useList";

interface ExportButtonProps<T> {
  /** What the file is called. */
  name: string;
  list: List<T>;
  /** What stands in the file, by the names of its columns. */
  fields: Record<string, (item: T) => unknown>;
}

/** Saves the whole list as it is filtered and sorted, and not only the page of it that is shown. */
export function ExportButton<T>({ name, list, fields }: ExportButtonProps<T>) {
  const { run, result, isRunning } = useAction();
  const exported = async () => {
    const { items, total } = await list.all();
    save(
      `${name}.csv`,
      csv([Object.keys(fields), ...items.map((item) => Object.values(fields).map((of) => of(item)))]),
    );
    return items.length < total ? `The first ${items.length} of ${total} saved.` : `${items.length} saved.`;
  };
  return (
    <>
      <Outcome result={result} />
      <button type="button" className="quiet" disabled={isRunning} onClick={() => void run(exported)}>
        Export as CSV
      </button>
    </>
  );
}
