import type { ChartOf } from "../../bot/pictures/chart.ts";
import { type Drawing, type Element, textAt } from "./elements.ts";
import { COLORS, FAMILY, MARGIN, SERIES, SIZES, WIDTH } from "./theme.ts";
import { titleOf, type Words } from "./words.ts";

const NAME_HEIGHT = 64;
const STRIP_HEIGHT = 190;
const AXIS_HEIGHT = 140;
const SIDE = MARGIN + 34;
const DOT = 24;

type Group = ChartOf<"relation">["groups"][number];

/** Two groups of days on one scale, a dot a day, each with its median. */
export function drawRelation(chart: ChartOf<"relation">, words: Words): Drawing {
  const { title, top } = titleOf(chart.title, words);
  const [min, max] = [chart.ticks[0]?.at ?? 0, chart.ticks.at(-1)?.at ?? 1];
  const span = max - min || 1;
  const xOf = (value: number) => SIDE + ((value - min) / span) * (WIDTH - 2 * SIDE);
  const tops = chart.groups.map((_, index) => top + index * (NAME_HEIGHT + STRIP_HEIGHT) + NAME_HEIGHT);
  const bottom = (tops.at(-1) ?? top) + STRIP_HEIGHT;
  const grids = tops.map((at) => ({ left: SIDE, right: SIDE, top: at, height: STRIP_HEIGHT }));
  const labels = new Map(chart.ticks.map(({ at, label }) => [at, label]));
  return {
    height: bottom + AXIS_HEIGHT,
    option: {
      title,
      grid: grids,
      xAxis: grids.map((_, gridIndex) => ({
        type: "value",
        gridIndex,
        min,
        max,
        interval: span / Math.max(1, chart.ticks.length - 1),
        axisLine: { show: true, lineStyle: { color: COLORS.quiet, width: 2 } },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: COLORS.rule, width: 2 } },
        axisLabel: {
          show: gridIndex === grids.length - 1,
          formatter: (value: number) => nearest(labels, value),
          color: COLORS.quiet,
          fontSize: SIZES.small,
          fontFamily: FAMILY,
          margin: 18,
        },
      })),
      yAxis: grids.map((_, gridIndex) => ({
        type: "value",
        gridIndex,
        min: 0,
        max: STRIP_HEIGHT,
        show: false,
      })),
      series: chart.groups.map((group, index) => dots(group, index, xOf)),
      graphic: [
        ...chart.groups.flatMap((group, index) => groupElements(group, index, tops[index] ?? 0, xOf, words)),
        textAt(words.wrap(chart.outcome, WIDTH - 2 * MARGIN, SIZES.label, 1).join(""), {
          x: WIDTH / 2,
          y: bottom + 94,
          align: "center",
          fill: COLORS.ink,
          fontSize: SIZES.label,
        }),
      ],
    },
  };
}

/** ECharts adds its steps up, so that a tick may be off by what floating point loses. */
function nearest(labels: ReadonlyMap<number, string>, value: number): string {
  const [first] = [...labels].toSorted(([one], [other]) => Math.abs(one - value) - Math.abs(other - value));
  return first?.[1] ?? "";
}

/** The first group's dots are filled, the other's are rings: told apart without their colour. */
function dots({ values }: Group, index: number, xOf: (value: number) => number) {
  const { color } = SERIES[index === 0 ? 1 : 0];
  return {
    type: "scatter",
    xAxisIndex: index,
    yAxisIndex: index,
    symbol: "circle",
    symbolSize: DOT,
    data: stacked(values, xOf),
    itemStyle:
      index === 0
        ? { color, opacity: 0.75 }
        : { color: "transparent", borderColor: color, borderWidth: 4, opacity: 0.75 },
  };
}

/** Dots that would lie on each other stand one over the other, closer where there are many. @returns value and height */
function stacked(values: readonly number[], xOf: (value: number) => number): readonly [number, number][] {
  const columns = Map.groupBy(
    values.toSorted((one, other) => one - other),
    (value) => Math.round(xOf(value) / DOT),
  );
  return [...columns.values()].flatMap((column) => {
    const step = Math.min(DOT + 2, (STRIP_HEIGHT - DOT) / column.length);
    const lowest = STRIP_HEIGHT / 2 - ((column.length - 1) * step) / 2;
    return column.map((value, order): [number, number] => [value, lowest + order * step]);
  });
}

function groupElements(
  { name, median }: Group,
  index: number,
  top: number,
  xOf: (value: number) => number,
  words: Words,
): readonly Element[] {
  const { color } = SERIES[index === 0 ? 1 : 0];
  const label = median?.label ?? "";
  const labelWidth = words.widthOf(label, SIZES.label, 600);
  const [text = ""] = words.wrap(name, WIDTH - 2 * MARGIN - labelWidth - 40, SIZES.label, 1, 600);
  const y = top - NAME_HEIGHT / 2 + 4;
  const heading = textAt(text, { x: MARGIN, y, fill: color, fontSize: SIZES.label, fontWeight: 600 });
  if (median === null) return [heading];
  const x = xOf(median.at);
  return [
    heading,
    {
      type: "rect",
      silent: true,
      // Behind the dots, so that it hides no day.
      z: 1,
      shape: { x: x - 5, y: top + 4, width: 10, height: STRIP_HEIGHT - 8, r: 5 },
      style: { fill: COLORS.ink },
    },
    textAt(label, {
      x: WIDTH - MARGIN,
      y,
      align: "right",
      fill: COLORS.ink,
      fontSize: SIZES.label,
      fontWeight: 600,
    }),
  ];
}
