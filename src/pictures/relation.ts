import type { ChartOf } from "../../bot/pictures/chart.ts";
import { type Drawing, type Element, textAt } from "./elements.ts";
import { COLORS, FAMILY, MARGIN, SERIES, SIZES, WIDTH } from "./theme.ts";
import { titleOf, type Words } from "./words.ts";

const NAME_LINE = 44;
const NAME_SPACE = 24;
const STRIP_HEIGHT = 250;
const AXIS_HEIGHT = 140;
const SIDE = MARGIN + 34;
/** From the axis to what its ticks say. */
const LABEL_GAP = 18;
/** Dots from large to small, in pixels: the largest that leaves room for all. */
const DOTS = [24, 20, 16] as const;
const SMALLEST_DOT = 12;
/** As many days of one value stand side by side. */
const MOST_ABREAST = 3;

type Group = ChartOf<"relation">["groups"][number];

/** Two groups of days on one scale, a dot a day, each with what stands for all of it. */
export function drawRelation(chart: ChartOf<"relation">, words: Words): Drawing {
  const { title, top } = titleOf(chart.title, words);
  const [min, max] = [chart.ticks[0]?.at ?? 0, chart.ticks.at(-1)?.at ?? 1];
  const span = max - min || 1;
  const xOf = (value: number) => SIDE + ((value - min) / span) * (WIDTH - 2 * SIDE);
  const names = chart.groups.map((group) => nameLines(group, words));
  const tops: number[] = [];
  let bottom = top;
  for (const lines of names) {
    const at = bottom + lines.length * NAME_LINE + NAME_SPACE;
    tops.push(at);
    bottom = at + STRIP_HEIGHT;
  }
  const perPixel = span / (WIDTH - 2 * SIDE);
  const dot = dotFor(chart.groups, xOf);
  const grids = tops.map((at) => ({ left: SIDE, right: SIDE, top: at, height: STRIP_HEIGHT }));
  const [lowest, ...ticks] = chart.ticks;
  // Days of the lowest value stand left of its line; what they are stands under them, so that they do not read as less.
  const beside = besideLowest(chart.groups, { xOf, perPixel, dot });
  const labels = new Map((beside === 0 ? chart.ticks : ticks).map(({ at, label }) => [at, label]));
  if (beside > 0 && lowest !== undefined) labels.set(lowest.at, "");
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
          margin: LABEL_GAP,
        },
      })),
      yAxis: grids.map((_, gridIndex) => ({
        type: "value",
        gridIndex,
        min: 0,
        max: STRIP_HEIGHT,
        show: false,
      })),
      series: chart.groups.map((group, index) => dots(group, index, { xOf, perPixel, dot })),
      graphic: [
        ...chart.groups.flatMap((group, index) =>
          groupElements(group, index, names[index] ?? [], tops[index] ?? 0, xOf),
        ),
        ...(beside === 0 || lowest === undefined
          ? []
          : [
              textAt(lowest.label, {
                x: SIDE - beside / 2,
                y: bottom + LABEL_GAP,
                align: "center",
                verticalAlign: "top",
                fill: COLORS.quiet,
                fontSize: SIZES.small,
              }),
            ]),
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

type Scale = {
  /** Pixels from the left, of a value. */
  readonly xOf: (value: number) => number;
  readonly perPixel: number;
  /** A dot's width. */
  readonly dot: number;
};

/** The first group's dots are filled, the other's are rings: told apart without their colour. */
function dots({ values }: Group, index: number, scale: Scale) {
  const { color } = SERIES[index === 0 ? 1 : 0];
  const ring = Math.max(2, Math.round(scale.dot / 6));
  return {
    type: "scatter",
    xAxisIndex: index,
    yAxisIndex: index,
    symbol: "circle",
    symbolSize: index === 0 ? scale.dot : scale.dot - ring,
    // Days of the lowest value stand left of it.
    clip: false,
    data: stacked(values, scale),
    itemStyle:
      index === 0
        ? { color, opacity: 0.75 }
        : { color: "transparent", borderColor: color, borderWidth: ring, opacity: 0.75 },
  };
}

/** Values that would lie on each other, in their order. */
function columnsOf(values: readonly number[], xOf: (value: number) => number, dot: number) {
  const sorted = values.toSorted((one, other) => one - other);
  return [...Map.groupBy(sorted, (value) => Math.round(xOf(value) / dot)).values()];
}

const capacityOf = (dot: number) => Math.floor(STRIP_HEIGHT / (dot + 2));

function dotFor(groups: readonly Group[], xOf: (value: number) => number): number {
  const hasRoom = (dot: number) =>
    groups.every(({ values }) =>
      columnsOf(values, xOf, dot).every((column) => column.length <= MOST_ABREAST * capacityOf(dot)),
    );
  return DOTS.find(hasRoom) ?? SMALLEST_DOT;
}

/** Pixels that the days of the lowest value take left of its line, of whichever group takes more. */
function besideLowest(groups: readonly Group[], { xOf, dot }: Scale): number {
  const widths = groups.map(({ values }) => {
    const [first = []] = columnsOf(values, xOf, dot);
    const isFirst = xOf(first[0] ?? Number.POSITIVE_INFINITY) <= SIDE;
    return isFirst ? (Math.ceil(first.length / capacityOf(dot)) - 1) * (dot + 2) : 0;
  });
  return Math.max(0, ...widths);
}

/** A dot each: one over the other, and side by side where a stack is full. @returns value and height */
function stacked(values: readonly number[], { xOf, perPixel, dot }: Scale): readonly [number, number][] {
  const step = dot + 2;
  return columnsOf(values, xOf, dot).flatMap((column) => {
    const abreast = Math.ceil(column.length / capacityOf(dot));
    const rows = Math.ceil(column.length / abreast);
    const lowest = STRIP_HEIGHT / 2 - ((rows - 1) * step) / 2;
    // Nothing lies left of the lowest value, and just right of it other days do.
    const isFirst = xOf(column[0] ?? 0) <= SIDE;
    const leftmost = isFirst ? 1 - abreast : (1 - abreast) / 2;
    return column.map((value, order): [number, number] => {
      const aside = (leftmost + Math.floor(order / rows)) * step;
      return [value + aside * perPixel, lowest + (order % rows) * step];
    });
  });
}

function nameLines({ name, middle }: Group, words: Words): readonly string[] {
  const besides = middle === null ? 0 : words.widthOf(middle.label, SIZES.label, 600) + 40;
  return words.wrap(name, WIDTH - 2 * MARGIN - besides, SIZES.label, 2, 600);
}

function groupElements(
  { middle }: Group,
  index: number,
  lines: readonly string[],
  top: number,
  xOf: (value: number) => number,
): readonly Element[] {
  const { color } = SERIES[index === 0 ? 1 : 0];
  const lineY = (line: number) => top - NAME_SPACE / 2 - (lines.length - line - 0.5) * NAME_LINE + 4;
  const heading = lines.map((text, line) =>
    textAt(text, { x: MARGIN, y: lineY(line), fill: color, fontSize: SIZES.label, fontWeight: 600 }),
  );
  if (middle === null) return heading;
  const x = xOf(middle.at);
  return [
    ...heading,
    {
      type: "rect",
      silent: true,
      // Behind the dots, so that it hides no day.
      z: 1,
      shape: { x: x - 5, y: top + 4, width: 10, height: STRIP_HEIGHT - 8, r: 5 },
      style: { fill: COLORS.ink },
    },
    textAt(middle.label, {
      x: WIDTH - MARGIN,
      y: lineY(0),
      align: "right",
      fill: COLORS.ink,
      fontSize: SIZES.label,
      fontWeight: 600,
    }),
  ];
}
