import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ChartOf } from "../../bot/pictures/chart.ts";
import type { Pictures } from "../../bot/pictures/pictures.ts";

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Nothing can be drawn. */
export const noPictures: Pictures = { render: async () => null };

/** Draws one pixel into a folder, whatever it is asked. @returns with the paths of what was drawn, oldest first */
export function pixelPictures(folder: string): Pictures & { readonly paths: string[] } {
  const paths: string[] = [];
  return {
    paths,
    async render({ kind }) {
      const path = join(folder, `${kind}-${paths.length}.png`);
      await writeFile(path, PIXEL);
      paths.push(path);
      return { path };
    },
  };
}

/** Three days of a week, made up. */
export const WEEK_CHART: ChartOf<"week"> = {
  kind: "week",
  title: "Your week",
  days: ["Mon", "Tue", "Wed"].map((weekday, index) => ({ weekday, day: String(16 + index) })),
  rows: [{ name: "balance", scores: [62, null, 48] }],
  amounts: null,
  none: "no score",
};
