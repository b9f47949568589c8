import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { type OpenDatabase, openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { rows } from "../../db/results.ts";
import { findServer } from "../support/postgres-server.ts";
import { median, met, time } from "./measure.ts";
import { runSession } from "./session.ts";
import { measureTurn } from "./turn.ts";

// Measures what the README promises and prints it; with --write it goes into BENCHMARKS.md as it came out.
const TURNS = 400;
const STARTS = 7;

type Row = readonly [what: string, measured: string, goal: string, result: string];

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-bench-"));
  const table: Row[] = [];
  try {
    await benchSession(join(folder, "session"), table);
    await benchTurn("embedded", await openDatabase({ folder: join(folder, "turn") }), table);
    await benchServer(table);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const lines = [
    "| what | measured | goal | |",
    "| --- | --- | --- | --- |",
    ...table.map((row) => `| ${row.join(" | ")} |`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (process.argv.includes("--write")) await writeReport(lines);
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
  try {
    await migrateDatabase(database);
    const { turn, bare, ratio, turns } = await measureTurn(database, TURNS);
    table.push([
      `check-in turn, ${name} (medians of ${turns}: turn ${time(turn)}, bare rows ${time(bare)})`,
      `${ratio.toFixed(2)} times the bare rows`,
      "at most 4 times",
      met(ratio <= 4),
    ]);
  } finally {
    await database.close();
  }
}

async function benchServer(table: Row[]): Promise<void> {
  const server = await findServer(process.env.TEST_DATABASE_URL);
  if (server.url === null) {
    process.stdout.write(`${server.line}\n`);
    return;
  }
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  const name = `coach_bench_${process.pid}`;
  await admin`create database ${admin(name)} template template0 encoding 'UTF8'`;
  try {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    const database = await openDatabase({ url: url.href });
    const version = rows(await database.db.execute(sql`show server_version`))[0]?.server_version;
    await benchTurn(`PostgreSQL ${String(version).split(" ")[0]}`, database, table);
  } finally {
    await admin`drop database ${admin(name)} with (force)`;
    await admin.end();
  }
}

async function writeReport(lines: readonly string[]): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const report = [
    "# Benchmarks",
    "",
    "As they came out, one run, ratios measured side by side. Times depend on the machine; ratios travel better.",
    "",
    "    npm run bench              # prints",
    "    npm run bench -- --write   # writes this file",
    "",
    `${today}, Node ${process.versions.node}, ${availableParallelism()} cores, ${process.platform}.`,
    "",
    ...lines,
    "",
    "A check-in turn is one tapped answer through the engine and the database, the screen left out. The bare rows are",
    "the same rows written by hand through the same driver: in one transaction an inbox row, a mood entry, the",
    "conversation's state and an outbox row, then the outbox row marked as sent. The session behind the memory figure is",
    "a check-in, four questions, the scores and the morning message on a sample person of 120 days.",
    "",
  ];
  await writeFile(join(import.meta.dirname, "../../BENCHMARKS.md"), report.join("\n"));
}

await main();
