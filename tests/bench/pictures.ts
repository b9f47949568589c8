import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Chart, ChartKind } from "../../bot/pictures/chart.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import { startPictures } from "../../src/pictures/pictures.ts";
import { alignedTable } from "./aligned-table.ts";
import { median, met, type Row, time } from "./measure.ts";
import { withSection } from "./report-section.ts";

// Measures pictures as the coach draws them, in a process of its own, since memory is part of it; with --write it goes into
// BENCHMARKS.md as it came out.
const PICTURES = 500;
const WARM = 50;
/** How long the loop is watched with nothing to do, for what the machine itself holds up. */
const IDLE_MS = 15_000;
const KINDS = ["balance", "week", "month", "relation", "stretches"] as const satisfies readonly ChartKind[];

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-bench-pictures-"));
  const failed = { warn: fail, error: fail, info() {}, describe: () => ({ error: "" }) };
  const pictures = startPictures({ folder, log: failed, clock: () => new Date(), idleMs: 600_000 });
  const lines = await measure(async (chart) => {
    const drawn = await pictures.render(chart);
    if (drawn !== null) await rm(drawn.path);
  });
  await pictures.stop({ leftMs: () => 1000, isUrgent: false });
  await rm(folder, { recursive: true, force: true });
  process.stdout.write(`${lines.join("\n")}\n`);
  if (process.argv.includes("--write")) await writeSection(lines);
}

function fail(fields: object): never {
  throw new Error(`a picture was not drawn: ${JSON.stringify(fields)}`);
}

/** @returns a table */
async function measure(render: (chart: Chart) => Promise<void>): Promise<readonly string[]> {
  const random = seededRandom("pictures");
  const times = new Map<ChartKind, number[]>(KINDS.map((kind) => [kind, []]));
  const rssMb = () => process.memoryUsage().rss / 2 ** 20;
  const idle = watchLoop();
  await pause(IDLE_MS);
  const undisturbed = idle();
  const before = rssMb();
  const watched = watchLoop();
  const first = await timed(() => render(chartOf("balance", random)));
  let warm = 0;
  for (let index = 1; index < PICTURES; index++) {
    const kind = KINDS[index % KINDS.length] ?? "balance";
    times.get(kind)?.push(await timed(() => render(chartOf(kind, random))));
    if (index + 1 === WARM) warm = rssMb();
  }
  const held = watched();
  const after = rssMb();
  const table: Row[] = [
    ["the first picture, its thread started for it", time(first), "", ""],
    ...KINDS.map(
      (kind): Row => [
        `${kind}: a picture (median of ${times.get(kind)?.length})`,
        time(median(times.get(kind) ?? [])),
        "",
        "",
      ],
    ),
    [
      `the longest that the main loop was held up over ${PICTURES} pictures (of it at work ${time(held.cpuMs)}; an idle loop just before, ${time(undisturbed.wallMs)})`,
      time(held.wallMs),
      "under 50 ms",
      met(held.wallMs < 50),
    ],
    [
      `resident memory after ${PICTURES} pictures (${before.toFixed(0)} MB before the first, ${warm.toFixed(0)} MB after ${WARM})`,
      `${after.toFixed(0)} MB`,
      "flat",
      // As elsewhere: flat is when it grows by less than a fifth.
      met(after <= warm * 1.2),
    ],
  ];
  return alignedTable([["what", "measured", "goal", ""], ...table]);
}

/** Watches this thread's loop until it is called. @returns the longest time between two turns of it, and the most work in one */
function watchLoop(): () => { readonly wallMs: number; readonly cpuMs: number } {
  const most = { wallMs: 0, cpuMs: 0 };
  let at = performance.now();
  let used = threadMs();
  const ticking = setInterval(() => {
    const [now, usedNow] = [performance.now(), threadMs()];
    most.wallMs = Math.max(most.wallMs, now - at - 1);
    most.cpuMs = Math.max(most.cpuMs, usedNow - used);
    [at, used] = [now, usedNow];
  }, 1);
  return () => {
    clearInterval(ticking);
    return most;
  };
}

/** What this thread alone has computed, in milliseconds. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A full picture of made-up numbers, another one each time. */
function chartOf(kind: ChartKind, random: () => number): Chart {
  const scores = (count: number) =>
    Array.from({ length: count }, () => (random() < 0.1 ? null : Math.round(40 + 40 * random())));
  const amounts = (count: number) => Array.from({ length: count }, () => Math.round(120 * random()));
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const title = `Your balance, 28 October to 26 November: mostly ${Math.round(50 + 10 * random())} to 70`;
  switch (kind) {
    case "balance":
      return {
        kind,
        title,
        days: numbers(30).map((day) => `${day} Nov`),
        lines: ["energy", "mood", "money"].map((name) => ({ name, scores: scores(30) })),
        band: { from: 55, to: 70, label: "Balance, most days" },
        bars: { name: "Spent by choice each day, at most $120", gaps: null, amounts: amounts(30) },
      };
    case "week":
      return {
        kind,
        title,
        days: numbers(7).map((day) => ({ weekday: "Mon", day: String(day) })),
        rows: ["Balance", "Energy", "Mood", "Money"].map((name) => ({ name, scores: scores(7) })),
        amounts: { name: "By choice", texts: amounts(7).map((amount) => `$${amount}`) },
        none: "no score",
      };
    case "month": {
      const cells = scores(35).map((score, index) => ({ day: (index % 31) + 1, score, isAhead: false }));
      const weeks = [0, 7, 14, 21, 28].map((from) => cells.slice(from, from + 7));
      return { kind, title, weekdays: Array<string>(7).fill("Mon"), weeks, none: "no score" };
    }
    case "relation":
      return {
        kind,
        title,
        outcome: "Spent by choice that day",
        ticks: [0, 50, 100, 150].map((at) => ({ at, label: `$${at}` })),
        groups: [20, 100].map((count) => ({
          name: `On the ${count} days`,
          values: amounts(count),
          middle: { at: 60, label: "median $60" },
        })),
      };
    case "stretches":
      return {
        kind,
        title,
        bars: amounts(9).map((amount) => ({ label: "16 Nov", amount, text: `$${amount}` })),
        usual: { at: 60, label: "Your usual: about $60" },
      };
  }
}

async function writeSection(lines: readonly string[]): Promise<void> {
  const path = join(import.meta.dirname, "../../BENCHMARKS.md");
  const section = [
    "## Pictures",
    "",
    "    npm run bench:pictures              # prints",
    "    npm run bench:pictures -- --write   # writes this section; npm run bench does as well",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)} over the last minute of it.`,
    "",
    ...lines,
    "",
    "A picture is asked for, drawn in its thread, written to a file, and the file removed; the next one is asked for after it. Memory is",
    "that of the whole process, its thread included, which is ended and gives back its part a minute after the last picture. The loop is",
    "held up by what the process itself computes on its main thread (at work) and by a machine that gives it no turn, which the idle",
    "loop shows.",
  ].join("\n");
  await writeFile(path, withSection(await readFile(path, "utf8"), "pictures", section));
}

await main();
