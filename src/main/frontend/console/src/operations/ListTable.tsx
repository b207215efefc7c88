import type { ReactNode } from "react";
import { EmptyState } from "../ui/EmptyState";
import type { List } from "./useList";

/** A column: what it is called, what stands in it, and the name by which the server sorts it, where it does. */
export interface Column<T> {
  title: string;
  cell: (item: T) => ReactNode;
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
}

/** A searchable, sortable, paged list of the server. */
export function ListTable<T>({ title, list, columns, keyOf, searches, empty, onOpen }: ListTableProps<T>) {
  const id = title.toLowerCase();
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <div className="table-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <div className="searches" role="search" aria-label={title}>
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
      {list.data && list.data.items.length === 0 && (
        <EmptyState title={Object.values(list.filters).some(Boolean) ? "Nothing found" : empty} />
      )}
      {list.data && list.data.items.length > 0 && (
        <>
          <div className="scroll" tabIndex={0} role="region" aria-labelledby={`${id}-title`}>
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
                      <td key={column.title}>
                        {index === 0 ? (
                          <button type="button" className="link" onClick={() => onOpen(item)}>
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
          <Pager list={list} />
        </>
      )}
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

function Pager<T>({ list }: { list: List<T> }) {
  return (
    <div className="pager">
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
