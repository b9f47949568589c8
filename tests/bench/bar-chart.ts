/** A chart of horizontal bars in groups, one bar of each group a series. */
export type BarChart = {
  /** Says what is seen. */
  readonly title: string;
  /** What the length of a bar is. */
  readonly unit: string;
  readonly series: readonly { readonly name: string; readonly isOurs: boolean }[];
  readonly groups: readonly { readonly label: string; readonly values: readonly number[] }[];
  /** At the right end. */
  readonly most: number;
  /** A bar that is to be kept or reached. */
  readonly mark?: { readonly at: number; readonly label: string };
};

const WIDTH = 760;
const LEFT = 230;
const RIGHT = 60;
const TOP = 92;
const BAR = 11;
const GAP = 12;
const OURS = ["#0f766e", "#5eada5", "#b5d8d4"];
const OTHERS = ["#94a3b8", "#c3ccd8", "#e2e7ee"];
const INK = "#1f2933";
const FAINT = "#64748b";

/** The chart as SVG, light, with the value at the end of each bar; the same chart gives the same bytes. */
export function barChart({ title, unit, series, groups, most, mark }: BarChart): string {
  const groupHeight = series.length * BAR + GAP;
  const height = TOP + groups.length * groupHeight + 34;
  const bottom = height - 30;
  const across = (value: number) => LEFT + (Math.min(value, most) / most) * (WIDTH - LEFT - RIGHT);
  const colors = colorsOf(series);
  // Many need the room beside the labels, too.
  const legendFrom = series.length > 3 ? 16 : LEFT;
  const legend = series.map(({ name }, index) => {
    const x = legendFrom + index * Math.floor((WIDTH - legendFrom - 10) / series.length);
    return `<rect x="${x}" y="54" width="11" height="11" fill="${colors[index]}"/>${text(x + 16, 64, name)}`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const x = round(across(part * most));
    return `<path d="M${x} ${TOP - 8}V${bottom}" stroke="#e5e9ef"/>${text(x, bottom + 16, tick(part * most), "middle", FAINT)}`;
  });
  const drawn = groups.flatMap(({ values }, group) =>
    values.map((value, index) => {
      const [top, end] = [TOP + group * groupHeight + index * BAR, round(across(value))];
      return {
        bar: `<rect x="${LEFT}" y="${top}" width="${round(end - LEFT)}" height="${BAR - 1}" fill="${colors[index]}"/>`,
        number: text(end + 5, top + 9, tick(value), "start", FAINT, 10),
      };
    }),
  );
  const labels = groups.map(({ label }, group) =>
    text(LEFT - 10, TOP + group * groupHeight + (series.length * BAR) / 2 + 4, label, "end"),
  );
  const line =
    mark === undefined
      ? []
      : [
          `<path d="M${round(across(mark.at))} ${TOP - 8}V${bottom}" stroke="#b45309" stroke-dasharray="4 3"/>`,
          text(round(across(mark.at)) + 4, TOP - 10, mark.label, "start", "#b45309"),
        ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="Inter, system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(16, 26, title, "start", INK, 16),
    text(16, 44, unit, "start", FAINT),
    ...legend,
    ...ticks,
    ...drawn.map(({ bar }) => bar),
    ...line,
    ...labels,
    ...drawn.map(({ number }) => number),
    "</svg>",
    "",
  ].join("\n");
}

function colorsOf(series: BarChart["series"]): readonly string[] {
  const left = { ours: [...OURS], others: [...OTHERS] };
  return series.map(({ isOurs }) => (isOurs ? left.ours : left.others).shift() ?? FAINT);
}

type Anchor = "start" | "middle" | "end";

function text(x: number, y: number, words: string, anchor: Anchor = "start", fill = INK, size = 12): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" fill="${fill}" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escaped(words)}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
const tick = (value: number) => value.toFixed(2).replace(/^0\./u, ".");

function escaped(words: string): string {
  return words.replace(/&/gu, "&amp;").replace(/</gu, "&lt;");
}
