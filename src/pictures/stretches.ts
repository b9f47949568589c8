import type { ChartOf } from "../../bot/pictures/chart.ts";
import { type Drawing, type Element, textAt } from "./elements.ts";
import { COLORS, MARGIN, SERIES, SIZES, WIDTH } from "./theme.ts";
import { titleOf, type Words } from "./words.ts";

const USUAL_ROOM = 70;
const TEXT_ROOM = 56;
const PLOT_HEIGHT = 420;
const LABEL_ROOM = 90;
const GAP = 0.3;

/** A bar a stretch with its amount over it, the one that was asked about in colour, and the usual as a line across. */
export function drawStretches(chart: ChartOf<"stretches">, words: Words): Drawing {
  const { title, top } = titleOf(chart.title, words);
  const plotTop = top + USUAL_ROOM + TEXT_ROOM;
  const floor = plotTop + PLOT_HEIGHT;
  const most = Math.max(...chart.bars.map(({ amount }) => amount), chart.usual.at, 0) || 1;
  const yOf = (amount: number) => floor - (Math.max(0, amount) / most) * PLOT_HEIGHT;
  const step = (WIDTH - 2 * MARGIN) / chart.bars.length;
  const places = chart.bars.map((bar, index): Place & { readonly bar: Bar } => ({
    bar,
    isAsked: index === chart.bars.length - 1,
    left: MARGIN + index * step,
    step,
    floor,
    top: yOf(bar.amount),
  }));
  return {
    height: floor + LABEL_ROOM,
    option: {
      title,
      graphic: [
        ...places.map(barElement),
        line(yOf(chart.usual.at), USUAL_DASH),
        ...places.flatMap((place) => wordElements(place.bar, place, words)),
        ...usualName(chart.usual.label, top + USUAL_ROOM / 2),
        line(floor, { stroke: COLORS.quiet, lineWidth: 2 }),
      ],
    },
  };
}

type Bar = ChartOf<"stretches">["bars"][number];
type Place = {
  readonly isAsked: boolean;
  readonly left: number;
  readonly step: number;
  readonly floor: number;
  readonly top: number;
};

/** What came back in a stretch has no bar: its amount says so. */
function barElement({ isAsked, left, step, floor, top }: Place): Element {
  const width = step * (1 - GAP);
  return {
    type: "rect",
    silent: true,
    shape: { x: left + (step - width) / 2, y: top, width, height: floor - top, r: [6, 6, 0, 0] },
    style: { fill: isAsked ? SERIES[0].color : COLORS.bars },
  };
}

/** Its amount over the bar, on paper, so that the line of the usual does not cross it out; which stretch it is under it. */
function wordElements(
  { label, text }: Bar,
  { isAsked, left, step, floor, top }: Place,
  words: Words,
): readonly Element[] {
  const middle = left + step / 2;
  const weight = isAsked ? 600 : 400;
  const amount = words.wrap(text, step - 4, SIZES.small, 1, weight).join("");
  const width = words.widthOf(amount, SIZES.small, weight) + 8;
  const y = top - TEXT_ROOM / 2;
  const centred = { x: middle, align: "center", fontSize: SIZES.small } as const;
  return [
    {
      type: "rect",
      silent: true,
      shape: { x: middle - width / 2, y: y - 20, width, height: 38 },
      style: { fill: COLORS.paper },
    },
    textAt(amount, {
      ...centred,
      y,
      fill: isAsked ? SERIES[0].color : COLORS.ink,
      fontWeight: weight,
    }),
    textAt(words.wrap(label, step - 4, SIZES.small, 1).join(""), {
      ...centred,
      y: floor + LABEL_ROOM / 2,
      fill: COLORS.quiet,
    }),
  ];
}

const USUAL_DASH = { stroke: SERIES[1].color, lineWidth: 4, lineDash: [14, 10] };

/** What the line across is, over the bars, where no amount stands. */
function usualName(label: string, y: number): readonly Element[] {
  const shape = { x1: MARGIN, y1: y, x2: MARGIN + 60, y2: y };
  return [
    { type: "line", silent: true, shape, style: USUAL_DASH },
    textAt(label, { x: MARGIN + 78, y, fill: SERIES[1].color, fontSize: SIZES.small }),
  ];
}

function line(y: number, style: Readonly<Record<string, unknown>>): Element {
  return { type: "line", silent: true, shape: { x1: MARGIN, y1: y, x2: WIDTH - MARGIN, y2: y }, style };
}
