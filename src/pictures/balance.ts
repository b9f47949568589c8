import type { ChartOf } from "../../bot/pictures/chart.ts";
import { type Drawing, type Element, textAt } from "./elements.ts";
import { COLORS, FAMILY, MARGIN, SERIES, SIZES, WIDTH } from "./theme.ts";
import { titleOf, type Words } from "./words.ts";

const PLOT_HEIGHT = 460;
const STRIP_HEIGHT = 130;
const STRIP_HEADING = 84;
const DAYS_HEIGHT = 70;
const AXIS_WIDTH = 70;
/** Between the names at the ends of lines. */
const NAME_GAP = 46;

/** Some weeks: three lines that break where a score is missing, and what was spent on each day under them. */
export function drawBalance(chart: ChartOf<"balance">, words: Words): Drawing {
  const { title, top } = titleOf(chart.title, words);
  const names = chart.lines.map(({ name }) => words.wrap(name, 240, SIZES.label, 1, 600).join(""));
  const widest = Math.max(60, ...names.map((name) => words.widthOf(name, SIZES.label, 600)));
  const left = MARGIN + AXIS_WIDTH;
  const right = MARGIN + widest + 24;
  const plot = { left, right, top, height: PLOT_HEIGHT };
  const stripTop = top + PLOT_HEIGHT + STRIP_HEADING;
  const strip = { left, right, top: stripTop, height: STRIP_HEIGHT };
  const bars = chart.bars;
  const grids = bars === null ? [plot] : [plot, strip];
  const bottom = bars === null ? top + PLOT_HEIGHT : stripTop + STRIP_HEIGHT;
  return {
    height: bottom + DAYS_HEIGHT + 20,
    option: {
      title,
      grid: grids,
      xAxis: grids.map((_, index) => dayAxis(chart.days, index, index === grids.length - 1)),
      yAxis: [scoreAxis(), ...(bars === null ? [] : [amountAxis(bars.amounts)])],
      series: [
        ...chart.lines.map((line, index) => lineSeries(line, index, index === 0 ? chart.band : null)),
        ...(bars === null ? [] : barSeries(bars.amounts)),
      ],
      graphic: [
        ...nameElements(chart.lines, names, WIDTH - right + 18, top),
        ...(chart.band === null ? [] : bandName(chart.band, words, WIDTH - left - right, { left, top })),
        ...(bars === null ? [] : heading(bars, words, top + PLOT_HEIGHT + 42)),
      ],
    },
  };
}

function dayAxis(days: readonly string[], gridIndex: number, isShown: boolean) {
  const last = days.length - 1;
  return {
    type: "category",
    gridIndex,
    data: days,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: COLORS.quiet, width: 2 } },
    axisLabel: {
      show: isShown,
      interval: (index: number) => (last - index) % 7 === 0,
      color: COLORS.quiet,
      fontSize: SIZES.small,
      fontFamily: FAMILY,
      margin: 18,
    },
  };
}

function scoreAxis() {
  return {
    type: "value",
    gridIndex: 0,
    min: 0,
    max: 100,
    interval: 25,
    axisLabel: { color: COLORS.quiet, fontSize: SIZES.small, fontFamily: FAMILY, margin: 16 },
    splitLine: { lineStyle: { color: COLORS.rule, width: 2 } },
  };
}

function amountAxis(amounts: readonly (number | null)[]) {
  // A refund may turn a day's sum around, which is a day without a bar.
  const most = highest(amounts);
  return {
    type: "value",
    gridIndex: 1,
    min: 0,
    max: most === 0 ? 1 : most,
    show: false,
  };
}

function lineSeries(
  { scores }: ChartOf<"balance">["lines"][number],
  index: number,
  band: ChartOf<"balance">["band"],
) {
  const { color, symbol } = SERIES[index] ?? SERIES[0];
  const isKnown = (at: number) => typeof scores[at] === "number";
  return {
    type: "line",
    xAxisIndex: 0,
    yAxisIndex: 0,
    connectNulls: false,
    // A day between two that are missing has no line: its mark is all there is of it.
    data: scores.map((score, at) => {
      if (score === null) return null;
      const isAlone = !isKnown(at - 1) && !isKnown(at + 1);
      return { value: score, symbol: isAlone ? symbol : "none", symbolSize: 16 };
    }),
    lineStyle: { color, width: 6, cap: "round", join: "round" },
    itemStyle: { color },
    ...(band === null
      ? {}
      : {
          markArea: {
            silent: true,
            itemStyle: { color: COLORS.band },
            data: [[{ yAxis: Math.max(0, band.from - 0.5) }, { yAxis: Math.min(100, band.to + 0.5) }]],
          },
        }),
  };
}

function highest(amounts: readonly (number | null)[]): number {
  return Math.max(...amounts.map((amount) => amount ?? 0), 0);
}

function barSeries(amounts: readonly (number | null)[]) {
  const most = highest(amounts);
  const own = { type: "bar", xAxisIndex: 1, yAxisIndex: 1, barGap: "-100%" };
  return [
    {
      ...own,
      barCategoryGap: "0%",
      itemStyle: { color: COLORS.unknown },
      data: amounts.map((amount) => (amount === null ? most || 1 : null)),
    },
    {
      ...own,
      barCategoryGap: "30%",
      itemStyle: { color: COLORS.bars, borderRadius: [4, 4, 0, 0] },
      data: amounts.map((amount) => (amount === null ? null : Math.max(0, amount))),
    },
  ];
}

/** Each line's name where it ends, moved apart where lines end close together. */
function nameElements(lines: ChartOf<"balance">["lines"], names: readonly string[], x: number, top: number) {
  const ends = lines
    .map(({ scores }, index) => ({ index, score: scores.findLast((score) => score !== null) ?? null }))
    .filter((end) => end.score !== null)
    .map(({ index, score }) => ({ index, y: top + PLOT_HEIGHT * (1 - (score ?? 0) / 100) }))
    .sort((one, other) => one.y - other.y);
  for (const [order, end] of ends.entries()) {
    const before = ends[order - 1];
    if (before !== undefined) end.y = Math.max(end.y, before.y + NAME_GAP);
  }
  for (const [order, end] of [...ends.entries()].reverse()) {
    const lowest = top + PLOT_HEIGHT - (ends.length - 1 - order) * NAME_GAP;
    end.y = Math.min(end.y, lowest);
  }
  return ends.map(({ index, y }) =>
    textAt(names[index] ?? "", {
      x,
      y,
      fill: (SERIES[index] ?? SERIES[0]).color,
      fontSize: SIZES.label,
      fontWeight: 600,
      verticalAlign: "middle",
    }),
  );
}

/** Under the lines, where scores hardly ever are. */
function bandName(
  band: NonNullable<ChartOf<"balance">["band"]>,
  words: Words,
  width: number,
  { left, top }: { readonly left: number; readonly top: number },
) {
  const [text = ""] = words.wrap(band.label, width - 80, SIZES.small, 1);
  return swatch(COLORS.band, text, left + 14, top + PLOT_HEIGHT - 30);
}

/** What the bars are, and what stands for a day of which that is not known. */
function heading(
  { name, gaps }: NonNullable<ChartOf<"balance">["bars"]>,
  words: Words,
  y: number,
): readonly Element[] {
  const x = MARGIN + AXIS_WIDTH;
  const gapsWidth = gaps === null ? 0 : words.widthOf(gaps, SIZES.small) + 90;
  const [text = ""] = words.wrap(name, WIDTH - x - MARGIN - gapsWidth, SIZES.small, 1);
  const said = textAt(text, { x, y, fill: COLORS.quiet, fontSize: SIZES.small });
  if (gaps === null) return [said];
  const box = x + words.widthOf(text, SIZES.small) + 40;
  return [said, ...swatch(COLORS.unknown, gaps, box, y)];
}

/** A colour and what it means. */
function swatch(fill: string, text: string, x: number, y: number): readonly Element[] {
  const shape = { x, y: y - 14, width: 42, height: 28, r: 6 };
  return [
    { type: "rect", silent: true, shape, style: { fill } },
    textAt(text, { x: x + 56, y, fill: COLORS.quiet, fontSize: SIZES.small }),
  ];
}
