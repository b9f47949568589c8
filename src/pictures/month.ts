import type { ChartOf } from "../../bot/pictures/chart.ts";
import { type Box, type Drawing, type Element, emptyLegend, scoreCell, textAt } from "./elements.ts";
import { COLORS, MARGIN, SIZES, shadeOf, WIDTH } from "./theme.ts";
import { titleOf, type Words } from "./words.ts";

const COLUMN_WIDTH = (WIDTH - 2 * MARGIN) / 7;
const HEAD_HEIGHT = 60;
const ROW_HEIGHT = 122;
const GAP = 10;

type Cell = NonNullable<ChartOf<"month">["weeks"][number][number]>;

/** A month's score as a calendar, one cell a day, from Monday to Sunday. */
export function drawMonth(chart: ChartOf<"month">, words: Words): Drawing {
  const { title, top } = titleOf(chart.title, words);
  const bottom = top + HEAD_HEIGHT + chart.weeks.length * ROW_HEIGHT;
  const isAnyEmpty = chart.weeks.flat().some((cell) => cell !== null && cell.score === null && !cell.isAhead);
  return {
    height: bottom + (isAnyEmpty ? 96 : 40),
    option: {
      title,
      graphic: [
        ...chart.weekdays.map((name, column) =>
          textAt(name, {
            x: MARGIN + (column + 0.5) * COLUMN_WIDTH,
            y: top + 24,
            align: "center",
            fill: COLORS.quiet,
            fontSize: SIZES.small,
          }),
        ),
        ...chart.weeks.flatMap((week, row) =>
          week.flatMap((cell, column) => (cell === null ? [] : dayCell(cell, boxAt(row, column, top)))),
        ),
        ...(isAnyEmpty ? emptyLegend(chart.none, MARGIN + GAP / 2, bottom + 24) : []),
      ],
    },
  };
}

function boxAt(row: number, column: number, top: number): Box {
  return {
    x: MARGIN + column * COLUMN_WIDTH + GAP / 2,
    y: top + HEAD_HEIGHT + row * ROW_HEIGHT + GAP / 2,
    width: COLUMN_WIDTH - GAP,
    height: ROW_HEIGHT - GAP,
  };
}

/** A day that is still to come has its number alone. */
function dayCell({ day, score, isAhead }: Cell, box: Box): readonly Element[] {
  const fill = score === null ? COLORS.quiet : shadeOf(score).ink;
  const number = textAt(String(day), {
    x: box.x + 16,
    y: box.y + 26,
    fill: isAhead ? COLORS.bars : fill,
    fontSize: SIZES.small - 2,
  });
  return isAhead ? [number] : [...scoreCell({ ...box }, score).map(lower), number];
}

/** The score makes room for the day's number. */
function lower(element: Element): Element {
  if (element.type !== "text") return element;
  return { ...element, y: 12, x: 14 };
}
