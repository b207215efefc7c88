import { useCallback, useEffect, useState } from "react";
import { EmptyState } from "../ui/EmptyState";
import type { Api, MetricsPoint } from "./api";
import { hasGap, withNow, withRemembered, type Course } from "./course";
import { Plot } from "./Plot";
import { usePolled } from "./usePolled";

const INTERVAL = 2000;

interface Figure {
  name: string;
  unit: string;
  of: (point: MetricsPoint) => number | undefined;
}

const FIGURES: Figure[] = [
  { name: "Connections", unit: "", of: (point) => point.activeConnections },
  { name: "Rooms", unit: "", of: (point) => point.totalRooms },
  { name: "Messages", unit: "/s", of: (point) => point.messagesPerSecond },
  { name: "Latency", unit: " ms", of: (point) => point.averageLatency },
  { name: "Errors", unit: " %", of: (point) => point.errorRate * 100 },
];

/** The figures of the last minutes, as plots. */
export function Figures({ api, mayRead }: { api: Api; mayRead: boolean }) {
  return (
    <section className="card figures" aria-labelledby="figures-title">
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
  const [course, setCourse] = useState<Course>([]);
  const isGapped = hasGap(course);

  useEffect(() => {
    if (data) {
      setCourse((before) => withNow(before, data));
    }
  }, [data]);
  useEffect(() => {
    if (isGapped) {
      api.history().then(
        (remembered) => setCourse((before) => withRemembered(before, remembered)),
        // The plots have a gap, then; whether the server answers is told below.
        () => {},
      );
    }
  }, [api, isGapped]);

  if (course.length === 0) {
    return error ? (
      <EmptyState title="No figures" isError>
        {error.message}
      </EmptyState>
    ) : (
      <p className="hint">Asking for the first figures…</p>
    );
  }
  const times = course.map(({ timestamp }) => Date.parse(timestamp) / 1000);
  return (
    <>
      {error && (
        <p className="alert" role="alert">
          No new figures: {error.message}
        </p>
      )}
      <div className={error ? "plots stale" : "plots"}>
        {FIGURES.map(({ name, unit, of }) => (
          <Plot key={name} name={name} unit={unit} times={times} values={course.map((point) => of(point) ?? null)} />
        ))}
      </div>
    </>
  );
}
