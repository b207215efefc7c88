import { useCallback } from "react";
import { Time } from "../ui/Time";
import type { Api, Readiness } from "./api";
import { usePolled } from "./usePolled";

const INTERVAL = 2000;

/** Whether the node takes connections, and how it gets on with Redis. */
export function NodeHealth({ api }: { api: Api }) {
  const { data, error } = usePolled(
    useCallback((signal: AbortSignal) => api.readiness(signal), [api]),
    INTERVAL,
  );
  return (
    <section className={error ? "card health stale" : "card health"} aria-labelledby="health-title">
      <h2 id="health-title">This node</h2>
      {error && (
        <p className="alert" role="alert">
          <span>
            The node does not answer. Asking again…
            {data && (
              <>
                {" "}
                It last did at <Time value={data.websocket.timestamp} style="medium" />.
              </>
            )}
          </span>
        </p>
      )}
      {!data && !error && <p className="hint">Asking the node…</p>}
      {data && <Facts readiness={data} isStale={error !== undefined} />}
    </section>
  );
}

/** What was true once is no news: a node that does not answer has no state that is known. */
function Facts({ readiness, isStale }: { readiness: Readiness; isStale: boolean }) {
  if (isStale) {
    return (
      <dl className="facts">
        {["State", "Takes connections", "Redis", "Up for"].map((name) => (
          <Fact key={name} name={name}>
            unknown
          </Fact>
        ))}
      </dl>
    );
  }
  const { websocket, database } = readiness;
  const { status: state } = websocket;
  return (
    <dl className="facts">
      <Fact name="State" state={state === "healthy" ? "good" : state === "unhealthy" ? "bad" : "waiting"}>
        {state}
      </Fact>
      <Fact name="Takes connections" state={readiness.status === "ready" ? "good" : "bad"}>
        {readiness.status === "ready" ? "yes" : "no"}
      </Fact>
      <Fact name="Redis" state={redisState(websocket.redis)}>
        {redisText(websocket.redis)}
      </Fact>
      {database !== undefined && (
        <Fact name="Database" state={database ? "good" : "bad"}>
          {database ? "answers" : "does not answer"}
        </Fact>
      )}
      <Fact name="Up for">{duration(websocket.uptime)}</Fact>
    </dl>
  );
}

function Fact({
  name,
  state,
  children,
}: {
  name: string;
  state?: "good" | "bad" | "waiting" | undefined;
  children: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={state}>
        {state && <span className="dot" aria-hidden="true" />} {children}
      </dd>
    </div>
  );
}

type Redis = Readiness["websocket"]["redis"];

function redisState(redis: Redis): "good" | "waiting" | undefined {
  return redis && (redis.connected ? "good" : "waiting");
}

function redisText(redis: Redis): string {
  if (!redis) {
    return "not used";
  }
  return redis.connected
    ? `connected${redis.latency === null ? "" : `, ${Math.round(redis.latency * 10) / 10} ms`}`
    : "away";
}

/** A time in milliseconds, in the two largest units. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const units: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = units.findIndex(([count]) => count > 0);
  return units
    .slice(first < 0 ? -1 : first)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
