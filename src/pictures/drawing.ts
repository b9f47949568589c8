import type { Chart } from "../../bot/pictures/chart.ts";
import { drawBalance } from "./balance.ts";
import type { Drawing } from "./elements.ts";
import { drawMonth } from "./month.ts";
import { drawRelation } from "./relation.ts";
import { drawStretches } from "./stretches.ts";
import { drawWeek } from "./week.ts";
import type { Words } from "./words.ts";

/** What a chart looks like, by its kind. */
export function drawingOf(chart: Chart, words: Words): Drawing {
  switch (chart.kind) {
    case "balance":
      return drawBalance(chart, words);
    case "week":
      return drawWeek(chart, words);
    case "month":
      return drawMonth(chart, words);
    case "relation":
      return drawRelation(chart, words);
    case "stretches":
      return drawStretches(chart, words);
  }
}
