import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ServerDatabase } from "../../db/client.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { writeAppleExport } from "./apple-file.ts";
import { atLeast, count, met, type Row, time } from "./measure.ts";

const BYTES = 1_000_000_000;
const here = import.meta.dirname;
const COMMAND = join(here, "../../src/commands/import.ts");

/** Takes in a phone's export of a gigabyte, twice, beside a bare parse of the same bytes by the same parser. */
export async function appleRows(database: ServerDatabase, folder: string): Promise<Row[]> {
  const { db } = database;
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  await createIdentity(db, userId, { platform: "terminal", sender: "bench", chat: "bench" });
  const path = join(folder, "export.xml");
  try {
    const days = await writeAppleExport(path, BYTES);
    const bytes = (await stat(path)).size;
    const bare = await run([join(here, "apple-bare.ts"), path], {});
    const env = { DATABASE_URL: database.url, DATA_FOLDER: join(folder, "apple") };
    const first = await run([COMMAND, path, "--yes"], env);
    const stored = await db.$count(biometricReadings);
    const again = await run([COMMAND, path, "--yes"], env);
    const grown = (await db.$count(biometricReadings)) - stored;
    const pace = bare.ms / first.ms;
    const peakMb = Math.max(first.peakMb, again.peakMb);
    return [
      [
        `Apple Health's export of ${(bytes / 1e9).toFixed(2)} GB, ${count(days)} days (${time(first.ms)}; a bare parse of the same bytes ${time(bare.ms)})`,
        `${pace.toFixed(2)} times the pace of the bare parse`,
        "at least half",
        atLeast(pace, 0.5),
      ],
      [
        `the same, resident memory of the process that takes it in, at most (the bare parse ${bare.peakMb.toFixed(0)} MB)`,
        `${peakMb.toFixed(0)} MB`,
        "under 200 MB",
        met(peakMb < 200),
      ],
      [`the same file once more: days added to ${count(stored)}`, String(grown), "0", met(grown === 0)],
    ];
  } finally {
    await rm(path, { force: true });
  }
}

type Cost = { readonly ms: number; readonly peakMb: number };

/** Runs a program to its end. @throws when it fails */
async function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Cost> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, TZ: "Europe/Berlin", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-500);
  });
  let peakMb = 0;
  const look = setInterval(() => {
    // The newest, which only grows: in its first moments the child is still shown with this process's memory.
    peakMb = peakOf(child.pid) || peakMb;
  }, 50);
  const code = await new Promise((resolve) => child.once("close", resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`the program ended with ${code}: ${said}`);
  return { ms: performance.now() - began, peakMb };
}

/** The most that was ever resident, by the system; 0 where it does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
