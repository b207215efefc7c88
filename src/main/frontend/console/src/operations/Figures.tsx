import { useCallback, useEffect, useState } from "react";
import { EmptyState } from "../ui/EmptyState";
import type { Api, Metrics } from "./api";
import { Plot } from "./Plot";
import { usePolled } from "./usePolled";

const INTERVAL = 2000;
/** Five minutes. */
const KEPT = 150;

interface Figure {
  name: string;
  unit: string;
  of: (metrics: Metrics) => number;
}

const FIGURES: Figure[] = [
  { name: "Connections", unit: "", of: (metrics) => metrics.activeConnections },
  { name: "Rooms", unit: "", of: (metrics) => metrics.totalRooms },
  { name: "Messages per second", unit: "/s", of: (metrics) => metrics.messagesPerSecond },
  { name: "Latency", unit: " ms", of: (metrics) => metrics.averageLatency },
];

/** The figures of the last minutes, as plots. */
export function Figures({ api, mayRead }: { api: Api; mayRead: boolean }) {
  return (
    <section className="card" aria-labelledby="figures-title">
      <h2 id="figures-title">Figures</h2>
      {mayRead ? (
        <Plots api={api} />
      ) : (
        <EmptyState title="Not for this token">
          The figures need the role <code>metrics</code>.
        </EmptyState>
      )}
    </section>
  );
}

function Plots({ api }: { api: Api }) {
  const { data, error } = usePolled(
    useCallback((signal: AbortSignal) => api.metrics(signal), [api]),
    INTERVAL,
  );
  const [history, setHistory] = useState<Metrics[]>([]);

  useEffect(() => {
    if (data) {
      setHistory((before) => [...before.slice(1 - KEPT), data]);
    }
  }, [data]);

  if (history.length === 0) {
    return error ? (
      <EmptyState title="No figures" isError>
        {error.message}
      </EmptyState>
    ) : (
      <p className="hint">Asking for the first figures…</p>
    );
  }
  const times = history.map(({ timestamp }) => Date.parse(timestamp) / 1000);
  return (
    <>
      {error && <p className="hint">No new figures: {error.message}</p>}
      <div className="plots">
        {FIGURES.map(({ name, unit, of }) => (
          <Plot key={name} name={name} unit={unit} times={times} values={history.map(of)} />
        ))}
      </div>
    </>
  );
}
