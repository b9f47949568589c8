import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { findServer } from "../support/postgres-server.ts";
import { alignedTable } from "./aligned-table.ts";
import { appleRows } from "./apple.ts";
import type { Row } from "./measure.ts";
import { withSection } from "./report-section.ts";
import { withDatabase } from "./server-database.ts";
import { wearableRow } from "./wearable.ts";

// Measures how what bodies did comes in, and prints it; with --write it goes into BENCHMARKS.md as it came out.
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-bench-body-"));
  const table: Row[] = [];
  try {
    const embedded = await openDatabase({ folder: join(folder, "ring") });
    try {
      await migrateDatabase(embedded);
      table.push(await wearableRow("embedded", embedded));
    } finally {
      await embedded.close();
    }
    const { url, line } = await findServer(process.env.TEST_DATABASE_URL);
    if (url === null) process.stdout.write(`${line}\n`);
    else {
      await withDatabase(url, async (database) => {
        table.push(await wearableRow("PostgreSQL", database));
      });
      await withDatabase(url, async (database) => {
        table.push(...(await appleRows(database, folder)));
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const lines = alignedTable([["what", "measured", "goal", ""], ...table]);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (process.argv.includes("--write")) await writeBody(lines);
}

async function writeBody(lines: readonly string[]): Promise<void> {
  const path = join(import.meta.dirname, "../../BENCHMARKS.md");
  const section = [
    "## What bodies bring in",
    "",
    "    npm run bench:body              # prints",
    "    npm run bench:body -- --write   # writes this section",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)} over the last minute of it.`,
    "",
    ...lines,
    "",
    "A ring's two years are four kinds of documents a day with the series that make up most of them, in pages of 20, asked for in",
    "windows, read, and stored as rows with the documents they were read out of. The requests alone are the same ones to the same",
    "server, their answers parsed and dropped; the server, the reader and the embedded database share one process.",
    "",
    "The export is made by a script: a phone and a watch, kind after kind, as a phone writes it. `npm run import` takes it in, with its",
    "rows in a PostgreSQL database; the bare parse is the same parser over the same bytes with nothing done.",
  ].join("\n");
  await writeFile(path, withSection(await readFile(path, "utf8"), "body", section));
}

await main();
