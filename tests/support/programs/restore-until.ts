import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";

// Restores a data folder's newest dump and is killed the moment a step of it is done, as "rename database".
const [folder = "", lastStep = ""] = process.argv.slice(2);

const { open, rename, rm } = fs;
const dieAfter = async <T>(step: string, work: Promise<T>): Promise<T> => {
  const done = await work;
  if (step === lastStep) process.kill(process.pid, "SIGKILL");
  return done;
};
fs.open = (path, ...more) => dieAfter(`open ${basename(String(path))}`, open(path, ...more));
fs.rename = (from, to) => dieAfter(`rename ${basename(String(from))}`, rename(from, to));
fs.rm = (path, options) => dieAfter(`rm ${basename(String(path))}`, rm(path, options));
// Named imports of a built-in module see the change from here on.
syncBuiltinESMExports();

const { listDumps } = await import("../../../db/dumps.ts");
const { restoreDump } = await import("../../../db/restore.ts");
const [dump] = await listDumps(folder);
if (dump === undefined) throw new Error("expected a dump");
await restoreDump(folder, dump, new Date("2026-03-03T03:15:00Z"));
console.log("restored");
