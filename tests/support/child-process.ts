import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface ProgramOptions {
  readonly args?: readonly string[];
  /** On top of this process's own settings, without its database. */
  readonly env?: Readonly<Record<string, string>>;
  /** Put before node, as `unshare`. */
  readonly under?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running program; its standard output is read line by line as it comes. */
export interface Program {
  readonly pid: number;
  /** Every complete line so far. */
  readonly lines: readonly string[];
  /** Waits for a line that holds the text; throws with all output when the program ends before. */
  line(text: string): Promise<string>;
  /** Writes to its standard input. */
  send(text: string): void;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/**
 * Starts a TypeScript program of this repository as a process of its own.
 *
 * @param path from the root, as `src/commands/restore.ts`
 */
export function start(path: string, { args = [], env = {}, under = [] }: ProgramOptions = {}): Program {
  // The whole path: what it is started under may change the folder.
  const [command = process.execPath, ...before] = [...under, process.execPath, join(root, path)];
  const { DATABASE_URL: _url, DATA_FOLDER: _folder, ...own } = process.env;
  const child = spawn(command, [...before, ...args], { cwd: root, env: { ...own, ...env } });
  if (child.pid === undefined) throw new Error(`cannot start ${command}`);
  const lines: string[] = [];
  let stderr = "";
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const go of waiting) go();
    waiting.clear();
  };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    wake();
  });
  let over = false;
  const ended = once(child, "close").then(([code, signal]): Ended => {
    over = true;
    wake();
    return { code, signal, stdout: lines.join("\n"), stderr };
  });
  return {
    pid: child.pid,
    lines,
    ended,
    async line(text) {
      for (;;) {
        const found = lines.find((line) => line.includes(text));
        if (found !== undefined) return found;
        if (over) throw new Error(`${path} ended before it said "${text}":\n${lines.join("\n")}\n${stderr}`);
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
        });
      }
    },
    send(text) {
      child.stdin.write(text);
    },
    async kill() {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

/** Runs a program to its end. */
export function run(path: string, options?: ProgramOptions): Promise<Ended> {
  return start(path, options).ended;
}
