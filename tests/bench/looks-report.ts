import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { findServer } from "../support/postgres-server.ts";
import { alignedTable } from "./aligned-table.ts";
import { measureLook } from "./look.ts";
import { measureLookNight } from "./look-night.ts";
import { atMost, count, met, type Row, time } from "./measure.ts";
import { withSection } from "./report-section.ts";
import { withDatabase } from "./server-database.ts";

/** Measures what weekly looks cost and prints it. @param isWritten into BENCHMARKS.md as well, as it came out */
export async function reportLooks(isWritten: boolean): Promise<void> {
  const table: Row[] = [lookRow()];
  const { url, line } = await findServer(process.env.TEST_DATABASE_URL);
  if (url === null) process.stdout.write(`${line}\n`);
  else await withDatabase(url, async (database) => void table.push(...(await nightRows(database))));
  const lines = alignedTable([["what", "measured", "goal", ""], ...table]);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (isWritten) await writeSection(lines);
}

function lookRow(): Row {
  const { days, tests, look, plain } = measureLook();
  return [
    `one person, ${days} days, ${tests} tests of all pairs and lags, tags among them (medians: ${time(look)}; a plain loop of simple-statistics' Pearson over the same days ${time(plain)})`,
    `${time(look)}, ${(look / plain).toFixed(0)} times the loop`,
    "at most 600 ms",
    met(look <= 600),
  ];
}

async function nightRows(database: Parameters<typeof measureLookNight>[0]): Promise<readonly Row[]> {
  const { people, days, scoring, night, ownMs, history } = await measureLookNight(database);
  const each = night / people;
  const forAll = (each * 10_000) / 60_000;
  return [
    [
      `the night after a Sunday, ${count(people)} people of ${days} days, by one process from the queue on: all scored (${time(scoring)}), looked at, the relations stored`,
      `${time(each)} a person, of it ${time(ownMs / people)} of this process's computing; 10 000 people take ${forAll.toFixed(1)} minutes`,
      "at most 20 minutes",
      atMost(forAll, 20),
    ],
    [
      `somebody new with ${days} days of history, looked at week by week (${history.looks} looks)`,
      time(history.milliseconds),
      "",
      "",
    ],
  ];
}

async function writeSection(lines: readonly string[]): Promise<void> {
  const path = join(import.meta.dirname, "../../BENCHMARKS.md");
  const section = [
    "## Weekly looks",
    "",
    "    npm run bench:looks              # prints",
    "    npm run bench:looks -- --write   # writes this section",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)} over the last minute of it.`,
    "",
    ...lines,
    "",
    "The look is that of a sample person; the loop takes the same pairs at the same lags, leaves out the days on which either is",
    "missing, and asks for one Pearson correlation each: no weekday, no trend, no persistence and no p-value. The night is what",
    "happens when a Sunday has ended for everybody in the same minute: the worker takes its jobs from the queue in PostgreSQL,",
    "scores the day, queues the looks and makes them, one a person, on top of half a year of looks that are there already.",
  ].join("\n");
  await writeFile(path, withSection(await readFile(path, "utf8"), "looks", section));
}
