import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { loadDrizzleLean } from "../../db/lean-drizzle.ts";

// As the command does.
setFlagsFromString("--semi-space-growth-factor=1");
loadDrizzleLean();
const { openDatabase } = await import("../../db/client.ts");
const { createPerson } = await import("../../db/queries/people.ts");
const { storeFile } = await import("../../src/imports/store.ts");

/** Stores a file in a process of its own, and prints how long it took and how much memory the process had at most. */
const [url = "", path = ""] = process.argv.slice(2);
const database = await openDatabase({ url });
const home = { timezone: "Europe/Berlin", currency: "EUR" };
const userId = await createPerson(database.db, home);
const began = performance.now();
const { added } = await storeFile(
  database,
  () => createReadStream(path),
  {
    userId,
    importId: randomUUID(),
    fileName: "bench.csv",
    home,
    answers: {},
    account: null,
    now: new Date(),
  },
  async () => {},
);
const took = performance.now() - began;
await database.close();
process.stdout.write(`${JSON.stringify({ took, added, peakMb: process.resourceUsage().maxRSS / 1024 })}\n`);
