import type { ChartOf } from "../../bot/pictures/chart.ts";
import { type Box, type Drawing, type Element, emptyLegend, scoreCell, textAt } from "./elements.ts";
import { COLORS, MARGIN, SIZES, WIDTH } from "./theme.ts";
import { titleOf, type Words } from "./words.ts";

const NAMES_WIDTH = 190;
const DAY_WIDTH = (WIDTH - 2 * MARGIN - NAMES_WIDTH) / 7;
const HEAD_HEIGHT = 104;
const ROW_HEIGHT = 108;
const GAP = 10;

/** Seven days side by side: a row of cells a score, what was spent under them. */
export function drawWeek(chart: ChartOf<"week">, words: Words): Drawing {
  const { title, top } = titleOf(chart.title, words);
  const rowsTop = top + HEAD_HEIGHT;
  const amountsTop = rowsTop + chart.rows.length * ROW_HEIGHT;
  const bottom = amountsTop + (chart.amounts === null ? 0 : ROW_HEIGHT - 20);
  const begun = Math.max(...chart.rows.map(({ scores }) => scores.length), 0);
  const isAnyEmpty = chart.rows.some(({ scores }) => scores.includes(null));
  return {
    height: bottom + (isAnyEmpty ? 104 : 40),
    option: {
      title,
      graphic: [
        ...chart.days.flatMap((day, column) => heading(day, column, top, column >= begun)),
        ...chart.rows.flatMap(({ name, scores }, row) => [
          rowName(name, rowsTop + row * ROW_HEIGHT + ROW_HEIGHT / 2, words),
          ...scores.flatMap((score, column) => scoreCell(cellAt(column, rowsTop + row * ROW_HEIGHT), score)),
        ]),
        ...(chart.amounts === null ? [] : amountRow(chart.amounts, amountsTop + ROW_HEIGHT / 2 - 10, words)),
        ...(isAnyEmpty ? emptyLegend(chart.none, MARGIN, bottom + 32) : []),
      ],
    },
  };
}

const columnMiddle = (column: number) => MARGIN + NAMES_WIDTH + (column + 0.5) * DAY_WIDTH;

function cellAt(column: number, y: number): Box {
  const x = MARGIN + NAMES_WIDTH + column * DAY_WIDTH + GAP / 2;
  return { x, y: y + GAP / 2, width: DAY_WIDTH - GAP, height: ROW_HEIGHT - GAP };
}

function heading(
  { weekday, day }: ChartOf<"week">["days"][number],
  column: number,
  top: number,
  isAhead: boolean,
): readonly Element[] {
  const at = { x: columnMiddle(column), align: "center" } as const;
  return [
    textAt(weekday, {
      ...at,
      y: top + 24,
      fill: isAhead ? COLORS.bars : COLORS.quiet,
      fontSize: SIZES.small,
    }),
    textAt(day, {
      ...at,
      y: top + 68,
      fill: isAhead ? COLORS.bars : COLORS.ink,
      fontSize: SIZES.label,
      fontWeight: 600,
    }),
  ];
}

function rowName(name: string, y: number, words: Words): Element {
  const [text = ""] = words.wrap(name, NAMES_WIDTH - 16, SIZES.label, 1, 600);
  return textAt(text, { x: MARGIN, y, fill: COLORS.ink, fontSize: SIZES.label, fontWeight: 600 });
}

/** Amounts in one size, which the longest of them sets. */
function amountRow(
  { name, texts }: NonNullable<ChartOf<"week">["amounts"]>,
  y: number,
  words: Words,
): readonly Element[] {
  const widest = Math.max(1, ...texts.map((text) => words.widthOf(text ?? "", SIZES.label)));
  const fontSize = Math.min(SIZES.label, Math.floor((SIZES.label * (DAY_WIDTH - 8)) / widest));
  return [
    rowName(name, y, words),
    ...texts.map((text, column) =>
      textAt(text ?? "–", {
        x: columnMiddle(column),
        y,
        align: "center",
        fill: text === null ? COLORS.quiet : COLORS.ink,
        fontSize,
      }),
    ),
  ];
}
