import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type OpenDatabase, openDatabase, type ServerDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { rows } from "../../db/results.ts";
import { findServer } from "../support/postgres-server.ts";
import { alignedTable } from "./aligned-table.ts";
import { importRows } from "./import.ts";
import { longHistoryRows } from "./long-history.ts";
import { reportLooks } from "./looks-report.ts";
import { atLeast, atMost, count, median, met, type Row, time } from "./measure.ts";
import { withSectionsOf } from "./report-section.ts";
import { measureScoring } from "./scoring.ts";
import { withDatabase } from "./server-database.ts";
import { runSession } from "./session.ts";
import { killInTheMiddle, measureTelegram } from "./telegram.ts";
import { measureTick } from "./tick.ts";
import { measureTurn } from "./turn.ts";
import { measureWorkers } from "./workers.ts";

// Measures what the README promises and prints it; with --write it goes into BENCHMARKS.md as it came out.
const TURNS = 400;
const STARTS = 7;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-bench-"));
  const table: Row[] = [];
  try {
    await benchSession(join(folder, "session"), table);
    const embedded = await openDatabase({ folder: join(folder, "turn") });
    try {
      await migrateDatabase(embedded);
      await benchTurn("embedded", embedded, table);
    } finally {
      await embedded.close();
    }
    table.push(...longHistoryRows());
    await benchServer(folder, table);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const lines = alignedTable([["what", "measured", "goal", ""], ...table]);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (process.argv.includes("--write")) await writeReport(lines);
  await reportLooks(process.argv.includes("--write"));
  benchPictures();
}

/** In a process of its own, whose memory is theirs alone; it writes a section of its own. */
function benchPictures(): void {
  const program = join(import.meta.dirname, "pictures.ts");
  execFileSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: "inherit" });
}

async function benchSession(folder: string, table: Row[]): Promise<void> {
  const first = await runSession(folder, ["1"]);
  table.push(["first start: process to first line, database made", time(first.firstLine), "", ""]);
  const sessions = [];
  for (let start = 0; start < STARTS; start++) sessions.push(await runSession(folder));
  const firstLine = median(sessions.map((session) => session.firstLine));
  const slowest = Math.max(...sessions.map((session) => session.firstLine));
  table.push([
    `start to first line, embedded database of 120 days (median of ${STARTS}, slowest ${time(slowest)})`,
    time(firstLine),
    "3 s",
    met(firstLine <= 3000),
  ]);
  const resident = sessions.flatMap((session) => session.residentMb ?? []);
  const peak = sessions.flatMap((session) => session.peakMb ?? []);
  if (resident.length === 0) return;
  table.push([
    `resident memory after a session (median; most at any moment ${Math.max(...peak).toFixed(0)} MB)`,
    `${median(resident).toFixed(0)} MB`,
    "under 300 MB",
    met(median(resident) < 300),
  ]);
}

async function benchTurn(name: string, database: OpenDatabase, table: Row[]): Promise<void> {
  const { turn, bare, ratio, turns } = await measureTurn(database, TURNS);
  table.push([
    `check-in turn, ${name} (medians of ${turns}: turn ${time(turn)}, bare rows ${time(bare)})`,
    `${ratio.toFixed(2)} times the bare rows`,
    "at most 4 times",
    atMost(ratio, 4),
  ]);
}

async function benchServer(folder: string, table: Row[]): Promise<void> {
  const server = await findServer(process.env.TEST_DATABASE_URL);
  if (server.url === null) {
    process.stdout.write(`${server.line}\n`);
    return;
  }
  const { url } = server;
  await withDatabase(url, async (database) => {
    const version = rows(await database.db.execute(sql`show server_version`))[0]?.server_version;
    await benchTurn(`PostgreSQL ${String(version).split(" ")[0]}`, database, table);
  });
  await withDatabase(url, (few) => withDatabase(url, (many) => benchTick(few, many, table)));
  await withDatabase(url, (database) => benchWorkers(database, table));
  await withDatabase(url, (database) => benchScoring(database, table));
  await withDatabase(url, (imported) =>
    withDatabase(url, async (bare) => void table.push(...(await importRows(imported, bare, folder)))),
  );
  for (const kind of ["test", "bare"] as const) {
    await withDatabase(url, (database) => benchTelegram(database, kind, table));
  }
  await withDatabase(url, (database) => benchKill(database, table));
}

async function benchTelegram(database: ServerDatabase, kind: "test" | "bare", table: Row[]): Promise<void> {
  for (const { people, coach, echo } of await measureTelegram(database, kind)) {
    const pace = coach.perSecond / echo.perSecond;
    const slower = coach.p95 / echo.p95;
    const who = people === 1 ? "one person" : `${people} people at once`;
    const of = ({ perSecond, p95 }: typeof coach) =>
      `${perSecond.toFixed(0)} a second, 95 % within ${time(p95)}`;
    const isGoal = kind === "test";
    table.push([
      `Telegram by webhook, ${who}, ${isGoal ? "on telegram-test-api" : "on a server that costs nothing"}: messages answered (${of(coach)}; by a bare echo bot ${of(echo)})`,
      `${pace.toFixed(2)} times the echo's pace, ${slower.toFixed(1)} times its wait`,
      isGoal ? "at least a third, under 4 times" : "",
      isGoal ? `${atLeast(pace, 1 / 3)}; ${atMost(slower, 4)}` : "",
    ]);
  }
}

async function benchKill(database: ServerDatabase, table: Row[]): Promise<void> {
  const { queued, takenBefore, answeredBefore, lost, repeated } = await killInTheMiddle(database);
  table.push([
    `${count(queued)} messages by webhook, the process killed with SIGKILL when ${count(takenBefore)} were taken and ${count(answeredBefore)} answered, and started again`,
    `${lost} without an answer, ${repeated} answered twice`,
    "all answered once",
    met(lost === 0 && repeated === 0),
  ]);
}

async function benchWorkers(database: ServerDatabase, table: Row[]): Promise<void> {
  const { people, one, four, ratio } = await measureWorkers(database);
  table.push([
    `${count(people)} scheduled messages decided and queued by 4 worker processes (${four.toFixed(1)} s; by one ${one.toFixed(1)} s)`,
    `${ratio.toFixed(2)} times as fast`,
    "at least 1.6 times",
    atLeast(ratio, 1.6),
  ]);
}

async function benchTick(few: ServerDatabase, many: ServerDatabase, table: Row[]): Promise<void> {
  const { due, amongFew, amongMany, enqueue, bare, residentMb } = await measureTick(few, many);
  const toBare = amongMany / bare;
  const toFew = amongMany / amongFew;
  table.push(
    [
      `tick, ${count(due)} due among 1 000 000 schedules (medians: tick ${time(amongMany)}, the queue's insert of its jobs alone ${time(enqueue)}, bare claim-and-update ${time(bare)})`,
      `${toBare.toFixed(2)} times the bare, of it the queue alone ${(enqueue / bare).toFixed(2)}`,
      "at most 3 times",
      atMost(toBare, 3),
    ],
    [
      `the same tick among 10 000 schedules (median ${time(amongFew)})`,
      `${toFew.toFixed(2)} times as much among 1 000 000`,
      "at most 1.3 times",
      atMost(toFew, 1.3),
    ],
    memoryRow(`ticks that queued ${count(residentMb.jobs)} jobs`, residentMb),
  );
}

async function benchScoring(database: ServerDatabase, table: Row[]): Promise<void> {
  const { people, rows, night, rebuild, residentMb } = await measureScoring(database);
  table.push(
    [
      `nightly scoring of ${count(people)} people from 90 days, ${count(rows)} rows (${time(night.work)}, bare SELECT ${time(night.bare)})`,
      `${night.ratio.toFixed(2)} times the SELECT`,
      "at most 1.5 times",
      atMost(night.ratio, 1.5),
    ],
    [
      `rebuild of ${count(rebuild.days)} days (${time(rebuild.work)}, bare SELECT ${time(rebuild.bare)}, bare INSERT of its rows ${time(rebuild.insert)})`,
      `${rebuild.ratio.toFixed(1)} times the SELECT, ${(rebuild.work / rebuild.insert).toFixed(2)} times the INSERT`,
      "at most 4 times the SELECT",
      atMost(rebuild.ratio, 4),
    ],
    memoryRow(`nights that scored ${count(residentMb.jobs)} days`, residentMb),
  );
}

/** Memory counts as flat when it grows by less than a fifth. */
function memoryRow(
  what: string,
  { before, after }: { readonly before: number; readonly after: number },
): Row {
  const grown = after / before;
  return [
    `resident memory over ${what} (${before.toFixed(0)} MB before)`,
    `${after.toFixed(0)} MB after`,
    "flat",
    met(grown <= 1.2),
  ];
}

async function writeReport(lines: readonly string[]): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const load = loadavg()[1] ?? 0;
  const report = [
    "# Benchmarks",
    "",
    "As they came out, one run, ratios measured side by side. Times depend on the machine; ratios travel better.",
    "",
    "    npm run bench              # prints",
    "    npm run bench -- --write   # writes this file",
    "",
    `${today}, Node ${process.versions.node}, ${availableParallelism()} cores, ${process.platform}, load ${load.toFixed(1)} over the last five minutes of it.`,
    "",
    ...lines,
    "",
    "A check-in turn is one tapped answer through the engine and the database, the screen left out. The bare rows are",
    "the same rows written by hand through the same driver: in one transaction an inbox row, a mood entry, the",
    "conversation's state and an outbox row, then the outbox row marked as sent. The session behind the memory figure is",
    "a check-in, four questions, the scores and the morning message on a sample person of 120 days.",
    "",
    "A tick claims what is due, queues a job for each (pg-boss, in the same transaction) and moves the rows on, 1 000 a",
    "transaction; the bare one claims the same number by primary key and moves them on with one UPDATE, and queues nothing.",
    "The queue alone is pg-boss's insert of as many jobs: six indexes of its own and two foreign keys that are checked at",
    "the commit.",
    "",
    "Memory counts as flat when it grows by less than a fifth. The first 500 people of the night warm both up and are in neither",
    "time.",
    "",
    "The night scores one day of each person from a reading a day, a check-in on most days and a hundred payments; the bare",
    "SELECT reads the same rows as objects, batch by batch in turns with it. A rebuild scores every day of 500 of these",
    "people; the bare INSERT writes the same rows again from a table beside them, with nothing read and nothing computed.",
    "What remains of both is one process's computing: a person's days from their rows, and every day's baselines and parts.",
    "",
    "The coach and the echo bot run as a process each, in turns, on a made-up Telegram of one kind in the driver's process, and",
    "share the two cores with PostgreSQL; Telegram's own limits are left out. People write a command, a check-in, a question and",
    "thanks, each after the answer to the one before; the coach's own limits on what one account may send are lifted. The echo bot understands nothing and stores nothing, while the coach",
    "answers a message with two commits before it is shown. A message counts as answered twice when the kill came between the",
    "platform's yes and our mark: an answer is rather repeated than lost.",
    "",
    "The long history is five sample persons' payments as one's, more at each merchant than anybody really pays, medians of five",
    "runs. Everything is what is done when something changed: names, categories, transfers, what recurs, choices, impulses.",
    "",
    "The import reads the file in a process of its own, as the command does, and stores all of it in one transaction; the bare",
    "COPY puts what that came to into an empty table with the same indexes and foreign keys. Both send their rows by the same",
    "driver.",
    "",
    "Worker processes look for jobs every two seconds when they have none, so that few people would measure the waiting. One",
    "worker and the server already keep more than one of the two cores busy, which bounds what four can gain. Of a tick, pg-boss's",
    "insert is the larger part.",
    "",
  ];
  const path = join(import.meta.dirname, "../../BENCHMARKS.md");
  // Sections that other commands measure stay.
  await writeFile(path, withSectionsOf(await readFile(path, "utf8"), report.join("\n")));
}

await main();
