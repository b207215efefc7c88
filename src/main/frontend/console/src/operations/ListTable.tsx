import type { ReactNode } from "react";
import { EmptyState } from "../ui/EmptyState";
import { ExportButton } from "./ExportButton";
import type { List } from "./useList";

/** A column: what it is called, what stands in it, and the name by which the server sorts it, where it does. */
export interface Column<T> {
  title: string;
  cell: (item: T) => ReactNode;
  /** What is shown to who points at it, where the cell may be too narrow for it. */
  text?: (item: T) => string;
  sort?: string;
}

interface ListTableProps<T> {
  title: string;
  list: List<T>;
  columns: Column<T>[];
  keyOf: (item: T) => string;
  /** What can be searched for: the name of the filter, and what stands by its field. */
  searches: { filter: string; label: string }[];
  empty: string;
  onOpen: (item: T) => void;
  /** What stands in the file to which the list is exported, by the names of its columns. */
  fields: Record<string, (item: T) => unknown>;
  /** What stands below the list. */
  children?: ReactNode;
  /** What has come of something that was done to an item. */
  outcome?: string;
}

/** A searchable, sortable, paged list of the server. */
export function ListTable<T>({
  title,
  list,
  columns,
  keyOf,
  searches,
  empty,
  onOpen,
  fields,
  outcome,
  children,
}: ListTableProps<T>) {
  const id = title.toLowerCase();
  const isStale = list.error !== undefined;
  return (
    <section className={isStale ? "card stale" : "card"} aria-labelledby={`${id}-title`}>
      <div className="table-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <div className="searches" role="search" aria-label={`Find ${id}`}>
          {searches.map(({ filter, label }) => (
            <label key={filter}>
              {label}
              <input
                type="search"
                value={list.filters[filter] ?? ""}
                maxLength={128}
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => list.filter(filter, event.target.value)}
              />
            </label>
          ))}
        </div>
      </div>
      <Notices list={list} />
      {outcome !== undefined && (
        <p className={outcome === "" ? "outcome" : "outcome good"} role="status">
          {outcome}
        </p>
      )}
      {list.data && list.data.items.length === 0 && (
        <EmptyState title={Object.values(list.filters).some(Boolean) ? "Nothing found" : empty} />
      )}
      {list.data && list.data.items.length > 0 && (
        <>
          <div className="scroll" tabIndex={0} role="region" aria-label={`Table of ${id}`}>
            <table>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <HeadCell key={column.title} column={column} list={list} />
                  ))}
                </tr>
              </thead>
              <tbody>
                {list.data.items.map((item) => (
                  <tr key={keyOf(item)}>
                    {columns.map((column, index) => (
                      <td key={column.title} title={column.text?.(item)}>
                        {index === 0 ? (
                          <button type="button" className="link clip" onClick={() => onOpen(item)}>
                            {column.cell(item)}
                          </button>
                        ) : (
                          column.cell(item)
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager list={list}>
            <ExportButton name={id} list={list} fields={fields} />
          </Pager>
        </>
      )}
      {children}
    </section>
  );
}

function Notices<T>({ list }: { list: List<T> }) {
  const missing = list.data?.missingNodes ?? [];
  return (
    <>
      {list.error && (
        <p className="alert" role="alert">
          {list.error.message}
          {list.data && " What is shown is older."}
        </p>
      )}
      {missing.length > 0 && <p className="hint">Without {missing.join(", ")}, which did not answer in time.</p>}
      {!list.data && !list.error && <p className="hint">Loading…</p>}
    </>
  );
}

function HeadCell<T>({ column: { title, sort }, list }: { column: Column<T>; list: List<T> }) {
  if (sort === undefined) {
    return <th scope="col">{title}</th>;
  }
  const direction = list.sort === sort ? "ascending" : list.sort === `-${sort}` ? "descending" : "none";
  return (
    <th scope="col" aria-sort={direction}>
      <button type="button" className="sort" onClick={() => list.sortBy(sort)}>
        {title}
        <span aria-hidden="true">{direction === "ascending" ? " ↑" : direction === "descending" ? " ↓" : ""}</span>
      </button>
    </th>
  );
}

function Pager<T>({ list, children }: { list: List<T>; children: ReactNode }) {
  return (
    <div className="pager">
      {children}
      <span className="hint">
        {list.from}–{list.to} of {list.data?.total}
      </span>
      <button type="button" className="quiet" disabled={!list.previous} onClick={list.previous}>
        Previous
      </button>
      <button type="button" className="quiet" disabled={!list.next} onClick={list.next}>
        Next
      </button>
    </div>
  );
}
