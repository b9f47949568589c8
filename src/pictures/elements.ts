import { COLORS, FAMILY, SIZES, shadeOf } from "./theme.ts";

/** A picture before it is drawn: ECharts' options and its height in pixels. */
export type Drawing = { readonly height: number; readonly option: Readonly<Record<string, unknown>> };

export type Element = Readonly<Record<string, unknown>>;

type TextStyle = {
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly fontSize: number;
  readonly fontWeight?: 400 | 600;
  readonly align?: "left" | "center" | "right";
  readonly verticalAlign?: "top" | "middle" | "bottom";
};

/** Words at a place; `y` is their middle unless it is said otherwise. */
export function textAt(text: string, style: TextStyle): Element {
  return {
    type: "text",
    silent: true,
    style: { text, fontFamily: FAMILY, fontWeight: 400, verticalAlign: "middle", ...style },
  };
}

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A cell shaded by its score; without one visibly empty, which is not a score of zero. */
export function scoreCell(box: Box, score: number | null): readonly Element[] {
  if (score === null) return [emptyCell(box)];
  const { fill, ink } = shadeOf(score);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 + 2 };
  return [
    { type: "rect", silent: true, shape: { ...box, r: 14 }, style: { fill } },
    textAt(String(score), { ...at, fill: ink, fontSize: SIZES.cell, fontWeight: 600, align: "center" }),
  ];
}

function emptyCell({ x, y, width, height }: Box): Element {
  return {
    type: "rect",
    silent: true,
    shape: { x: x + 1.5, y: y + 1.5, width: width - 3, height: height - 3, r: 13 },
    style: { fill: COLORS.paper, stroke: COLORS.bars, lineWidth: 3, lineDash: [10, 9] },
  };
}

/** What an empty cell means, under the cells. */
export function emptyLegend(words: string, x: number, y: number): readonly Element[] {
  const box = { x, y, width: 54, height: 40 };
  return [emptyCell(box), textAt(words, { x: x + 72, y: y + 21, fill: COLORS.quiet, fontSize: SIZES.small })];
}
