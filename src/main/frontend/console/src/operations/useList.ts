import { useCallback, useDeferredValue, useEffect, useState } from "react";
import type { Page, Query } from "./api";
import { PATIENCE, usePolled } from "./usePolled";

const INTERVAL = 3000;
const LIMIT = 20;
/** How many items a page may have at most, and how many are asked for in all. */
const LARGEST = 500;
const MOST = 20_000;

/**
 * A list of the server, a page at a time, refreshed while it is looked at.
 *
 * @param load a stable function
 * @param first by what it is sorted at first
 * @param changes a number that changes when the list is known to have changed
 */
export function useList<T>(
  load: (query: Query, signal: AbortSignal) => Promise<Page<T>>,
  first: string,
  changes: number,
) {
  const [offset, setOffset] = useState(0);
  const [sort, setSort] = useState(first);
  const [filters, setFilters] = useState<Record<string, string>>({});
  const wanted = useDeferredValue(filters);

  const ask = useCallback(
    (signal: AbortSignal) => load({ offset, limit: LIMIT, sort, filters: wanted }, signal),
    [load, offset, sort, wanted],
  );
  const polled = usePolled(ask, INTERVAL);
  const { data, refresh } = polled;

  useEffect(refresh, [changes, refresh]);
  useEffect(() => {
    // The page that was looked at has gone away.
    if (data && offset > 0 && offset >= data.total) {
      setOffset(Math.max(0, Math.floor((data.total - 1) / LIMIT) * LIMIT));
    }
  }, [data, offset]);

  return {
    ...polled,
    filters,
    filter: (name: string, value: string) => {
      setOffset(0);
      setFilters({ ...filters, [name]: value });
    },
    /** All items, page by page; not more than some ten thousand. */
    all: async (): Promise<Page<T>> => {
      const items: T[] = [];
      let total = Infinity;
      while (items.length < Math.min(total, MOST)) {
        const query = { offset: items.length, limit: LARGEST, sort, filters };
        const page = await load(query, AbortSignal.timeout(PATIENCE));
        items.push(...page.items);
        total = page.items.length === 0 ? items.length : page.total;
      }
      return { items, total };
    },
    sort,
    /** Sorts by a column; by the one that it is sorted by already, the other way round. */
    sortBy: (column: string) => {
      setOffset(0);
      setSort(sort === column ? `-${column}` : column);
    },
    from: data && data.total > 0 ? offset + 1 : 0,
    to: data ? offset + data.items.length : 0,
    previous: offset > 0 ? () => setOffset(Math.max(0, offset - LIMIT)) : undefined,
    next: data && offset + LIMIT < data.total ? () => setOffset(offset + LIMIT) : undefined,
  };
}

/** What {@link useList} gives. */
export type List<T> = ReturnType<typeof useList<T>>;
