import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";

interface PlotProps {
  name: string;
  unit: string;
  /** Seconds since 1970, rising. */
  times: number[];
  values: number[];
}

const HEIGHT = 110;
/** How far back it goes, in seconds. */
const SPAN = 300;

/** A figure: its value now in digits, and its course as a line. */
export function Plot({ name, unit, times, values }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const course = useRef<[number[], number[]]>([[], []]);

  useEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const draw = () => {
      plot.current?.destroy();
      plot.current = new UPlot(options(element), course.current, element);
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
  }, []);

  useEffect(() => {
    course.current = [times, values];
    plot.current?.setData(course.current);
  });

  const value = values.at(-1) ?? 0;
  const shown = `${Number.isInteger(value) ? value : value.toFixed(1)}${unit}`;
  return (
    <figure className="plot">
      <figcaption>
        {name} <strong>{shown}</strong>
      </figcaption>
      <div
        ref={box}
        role="img"
        aria-label={`${name}: now ${shown}, at most ${Math.max(...values).toFixed(1)}${unit}`}
      />
    </figure>
  );
}

/** The canvas takes no custom properties: the colours come from elements that have them. */
function options(element: HTMLElement): UPlot.Options {
  const { color, borderTopColor, outlineColor } = getComputedStyle(element);
  const axis = { stroke: outlineColor, grid: { stroke: borderTopColor, width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (plot) => lastMinutes(plot.data[0]) },
      y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] },
    },
    axes: [
      { ...axis, space: 70, size: 28, values: (_plot, times) => times.map(clock) },
      { ...axis, size: 40, space: 30 },
    ],
    series: [{}, { stroke: color, width: 2, points: { show: (plot) => plot.data[0].length === 1 } }],
  };
}

function lastMinutes(times: ArrayLike<number>): [number, number] {
  const end = times[times.length - 1] ?? SPAN;
  return [end - SPAN, end];
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString([], { timeStyle: "short" });
}
