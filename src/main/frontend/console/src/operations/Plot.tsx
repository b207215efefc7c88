import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";

interface PlotProps {
  name: string;
  unit: string;
  /** Seconds since 1970, rising. */
  times: number[];
  /** Null where nobody knows. */
  values: (number | null)[];
}

const HEIGHT = 110;
/** How far back it goes, in seconds. */
const SPAN = 300;
/** Distances of the lines of a figure that is no count. */
const STEPS = [-2, -1, 0, 1, 2, 3, 4, 5].flatMap((power) => [1, 2, 5].map((step) => Number(`${step}e${power}`)));

/** A figure: its value now in digits, and its course as a line. */
export function Plot({ name, unit, times, values }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const course = useRef<[number[], (number | null)[]]>([[], []]);

  useEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const draw = () => {
      plot.current?.destroy();
      plot.current = new UPlot(options(element, unit), course.current, element);
    };
    draw();
    const resized = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    // The colours are read when the plot is made.
    const theme = window.matchMedia("(prefers-color-scheme: dark)");
    theme.addEventListener("change", draw);
    const chosen = new MutationObserver(draw);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      resized.disconnect();
      chosen.disconnect();
      theme.removeEventListener("change", draw);
      plot.current?.destroy();
    };
  }, [unit]);

  useEffect(() => {
    course.current = [times, values];
    plot.current?.setData(course.current);
  });

  const value = values.at(-1) ?? 0;
  const shown = withUnit(value, unit);
  return (
    <figure className="plot">
      <figcaption>
        {name} <strong>{shown}</strong>
      </figcaption>
      <div
        ref={box}
        role="img"
        aria-label={`${name}: now ${shown}, at most ${withUnit(Math.max(...values.map((known) => known ?? 0)), unit)} in five minutes`}
      />
    </figure>
  );
}

/** The canvas takes no custom properties: the colours come from elements that have them. */
function options(element: HTMLElement, unit: string): UPlot.Options {
  const { color, borderTopColor, outlineColor } = getComputedStyle(element);
  const axis = { stroke: outlineColor, grid: { stroke: borderTopColor, width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (plot) => lastMinutes(plot.data[0]) },
      y: { range: (_plot, _low, high) => [0, roundAbove(high)] },
    },
    axes: [
      { ...axis, size: 28, splits: minutes, values: (plot, times) => times.map((time) => ago(plot, time)) },
      {
        ...axis,
        size: 56,
        space: 30,
        // Half a connection there is not.
        incrs: unit === "" ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000] : STEPS,
        values: (_plot, values) => values.map((value) => withUnit(value, unit)),
      },
    ],
    series: [{}, { stroke: color, width: 2, points: { show: (plot) => plot.data[0].length === 1 } }],
  };
}

function lastMinutes(times: ArrayLike<number>): [number, number] {
  const end = times[times.length - 1] ?? SPAN;
  return [end - SPAN, end];
}

/** The next of 1, 2, 5, 10 and so on that is more: the scale ends with a line. */
function roundAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end > value) ?? 20 * power;
}

/** Now, and each whole minute back. */
function minutes(plot: UPlot): number[] {
  const [begin, end] = lastMinutes(plot.data[0]);
  return Array.from({ length: SPAN / 60 + 1 }, (_, index) => begin + index * 60).map((time) => Math.min(time, end));
}

function ago(plot: UPlot, time: number): string {
  const back = Math.round((lastMinutes(plot.data[0])[1] - time) / 60);
  // There is no room for more of them.
  return back === 0 ? "now" : back % 2 === 0 ? `−${back} min` : "";
}

function withUnit(value: number, unit: string): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(value < 1 ? 2 : 1));
  return `${rounded}${unit}`;
}
