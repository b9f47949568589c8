import { stepOf } from "../../bot/pictures/scale.ts";

/**
 * How every picture looks: light, and large enough to be read on a phone, which shows it at about a quarter of its size.
 *
 * Colours are told apart by people who see fewer of them; where it matters, a shape or a word says it as well.
 * @see https://jfly.uni-koeln.de/color/ Okabe and Ito's colours
 */
export const WIDTH = 1280;
export const MARGIN = 56;
export const FAMILY = "Inter";

export const SIZES = { title: 46, label: 34, small: 30, cell: 44 } as const;

export const COLORS = {
  paper: "#FFFFFF",
  ink: "#1B1F24",
  quiet: "#5B6570",
  rule: "#DDE2E7",
  /** Behind days of which nothing is known. */
  unknown: "#EEF1F4",
  band: "#F3E9C6",
  bars: "#8A93A0",
} as const;

/** Of lines and groups, in their order. */
export const SERIES = [
  { color: "#0072B2", symbol: "circle" },
  { color: "#D55E00", symbol: "rect" },
  { color: "#00805E", symbol: "triangle" },
] as const;

/** Scores from low to high, in steps of one blue that differ in lightness alone. */
const SHADES = ["#E3EEF8", "#C5DCEF", "#9CC3E3", "#6BA3D2", "#3D7FBA", "#1F5E9C", "#0F4175"] as const;
/** A score's cell and the ink on it. */
export function shadeOf(score: number): { readonly fill: string; readonly ink: string } {
  const step = stepOf(score, SHADES.length);
  return { fill: SHADES[step] ?? SHADES[0], ink: step >= 4 ? COLORS.paper : COLORS.ink };
}
