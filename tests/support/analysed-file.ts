import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { analyse } from "../../src/commands/analyse.ts";

/** What runs the command on a file of some content; `null` runs it on a file that is not there. */
export function runAnalyse(folder: string) {
  let runs = 0;
  return async (content: unknown, ...more: string[]) => {
    runs++;
    const [from, to] = [join(folder, `in-${runs}.json`), join(folder, `out-${runs}.json`)];
    if (content !== null) {
      await writeFile(from, typeof content === "string" ? content : JSON.stringify(content));
    }
    const told: string[] = [];
    const exitCode = await analyse([from, to, ...more], (line) => told.push(line));
    const output: unknown = await readFile(to, "utf8").then(JSON.parse, () => null);
    return { exitCode, told: told.join("").trimEnd().split("\n"), output };
  };
}

/** A row of the format: a television subscription unless it says otherwise. */
export function transaction(id: string, date: string, change: object = {}) {
  return {
    id,
    date,
    ts: `${date}T12:00:00-05:00`,
    amount: 15.49,
    currency: "USD",
    raw: "STREAMHAUS.COM*1X",
    merchant: "Streamhaus",
    pfc_detailed: "ENTERTAINMENT_TV_AND_MOVIES",
    account: "card",
    pending: false,
    ...change,
  };
}

export const TELEVISION = [
  transaction("t1", "2025-01-12"),
  transaction("t2", "2025-02-12", { merchant: null }),
  transaction("t3", "2025-03-13"),
  transaction("t4", "2025-04-12", { amount: 17.99 }),
];

/** A file with a task for these people, who pay for television. */
export function analysedFile(task: string, ...persons: object[]) {
  const whole = persons.map((person) => ({ tz: "America/New_York", transactions: TELEVISION, ...person }));
  return { format: "ebc-sim/1", task, persons: whole };
}
