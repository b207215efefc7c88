/** A moment: the time of day, with the date if it is not today's. In full for who points at it. */
export function Time({ value, style = "short" }: { value: string; style?: "short" | "medium" }) {
  const time = new Date(value);
  const isToday = time.toDateString() === new Date().toDateString();
  return (
    <time dateTime={value} title={time.toLocaleString()}>
      {isToday
        ? time.toLocaleTimeString([], { timeStyle: style })
        : time.toLocaleString([], { dateStyle: "medium", timeStyle: style })}
    </time>
  );
}
