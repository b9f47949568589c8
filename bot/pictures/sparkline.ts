import type { Chart, ChartOf } from "./chart.ts";
import { stepBetween, stepOf } from "./scale.ts";

const BLOCKS = "▁▂▃▄▅▆▇█";
/** A day of which nothing is known; no block, as the lowest one would be a score. */
const MISSING = "·";
/** Steps of a relation's scale, as blocks that say how many days lie in each. */
const BINS = 24;

/**
 * A chart as lines of blocks, for where there are words alone: the picture's rows in their order, each with its name.
 *
 * Scores are on the scale of the picture's shades, amounts from nothing to the highest one, and of a relation each block is the
 * number of days about there.
 */
export function sparklines(chart: Chart): readonly string[] {
  switch (chart.kind) {
    case "balance":
      return [
        ...chart.lines.map(({ name, scores }) => named(scores.map(scoreBlock), name)),
        ...(chart.bars === null ? [] : [named(amountBlocks(chart.bars.amounts), chart.bars.name)]),
      ];
    case "week":
      return chart.rows.map(({ name, scores }) => named(scores.map(scoreBlock), name));
    case "month": {
      const days = chart.weeks.flat().filter((cell) => cell !== null && !cell.isAhead);
      return [days.map((cell) => scoreBlock(cell?.score ?? null)).join("")];
    }
    case "stretches":
      return [named(amountBlocks(chart.bars.map(({ amount }) => amount)), chart.usual.label)];
    case "relation":
      return chart.groups.map((group) => named(dayBlocks(group.values, chart.ticks), group.name));
  }
}

function named(blocks: readonly string[], name: string): string {
  return `${blocks.join("")}  ${name}`;
}

function blockAt(step: number): string {
  return BLOCKS[step] ?? MISSING;
}

function scoreBlock(score: number | null): string {
  return score === null ? MISSING : blockAt(stepOf(score, BLOCKS.length));
}

function amountBlocks(amounts: readonly (number | null)[]): readonly string[] {
  const most = Math.max(...amounts.map((amount) => amount ?? 0), 0);
  return amounts.map((amount) =>
    amount === null ? MISSING : blockAt(stepBetween(amount, 0, most, BLOCKS.length)),
  );
}

function dayBlocks(values: readonly number[], ticks: ChartOf<"relation">["ticks"]): readonly string[] {
  const [low, high] = [ticks[0]?.at ?? 0, ticks.at(-1)?.at ?? 0];
  const counts = Array.from({ length: BINS }, () => 0);
  for (const value of values) {
    const bin = stepBetween(value, low, high, BINS);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(...counts, 1);
  return counts.map((count) => (count === 0 ? MISSING : blockAt(stepBetween(count, 0, most, BLOCKS.length))));
}
