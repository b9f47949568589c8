import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const main = join(import.meta.dirname, "../../src/main.ts");

/** A session like a person's: look around as a sample person, check in, ask, leave. */
const SESSION = [
  "5/7, tired after work, energy 40",
  "why this?",
  "how much did I spend last week?",
  "why was yesterday low?",
  "how did I sleep?",
  "/today",
  "/nudge",
];

export type SessionCost = {
  /** Milliseconds from starting the process to the first line of the coach. */
  readonly firstLine: number;
  /** Resident memory at the end of the session, and the most it was; MB. Null where the system does not tell. */
  readonly residentMb: number | null;
  readonly peakMb: number | null;
};

/** Runs the real program on a folder and measures it from outside. */
export async function runSession(
  dataFolder: string,
  lines: readonly string[] = SESSION,
): Promise<SessionCost> {
  const started = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, TZ: "Europe/London", DATA_FOLDER: dataFolder },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let said = "";
  let firstLine = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (firstLine === 0 && said.includes("coach  ")) firstLine = performance.now() - started;
  });
  const heard = async (count: number) => {
    while (said.split(/^you {4}/m).length - 1 < count || !said.endsWith("\n")) await pause(20);
  };
  while (firstLine === 0) await pause(5);
  for (const line of lines) child.stdin.write(`${line}\n`);
  await heard(lines.length);
  await pause(500);
  const memory = memoryOf(child.pid);
  child.stdin.end();
  await ended;
  return { firstLine, ...memory };
}

function memoryOf(pid: number | undefined): Pick<SessionCost, "residentMb" | "peakMb"> {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
    return { residentMb: read("VmRSS"), peakMb: read("VmHWM") };
  } catch {
    return { residentMb: null, peakMb: null };
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
