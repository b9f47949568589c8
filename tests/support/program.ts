import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { type Database, type DatabaseOptions, type OpenDatabase, openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { emptyPostgresDatabase, postgresUrl } from "./postgres-database.ts";
import { tempFolder } from "./temp-folder.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** How a process ended, with all that it wrote. */
export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The real program, running. */
export type Coach = {
  readonly pid: number;
  /** All of standard output so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly isOver: () => boolean;
  /** One line of input, ended by a line feed. */
  say(text: string): void;
  /** Input as it is; it settles once the pipe has taken it. */
  write(input: string | Buffer): Promise<void>;
  /** The end of input. */
  end(): void;
  /**
   * Waits for a text on standard output that was not waited for before.
   *
   * @returns what was written up to and including it, since the last wait
   * @throws when the program ends first
   */
  hear(text: string | RegExp): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
};

export type CoachOptions = {
  readonly dataFolder: string;
  /** On top of a search path and the data folder: the machine's own settings stay out. */
  readonly env?: Readonly<Record<string, string>>;
  /** Put before node, as `unshare`. */
  readonly under?: readonly string[];
  /** What stands behind the program's name, as `--role=bot`. */
  readonly args?: readonly string[];
};

/** Starts `src/main.ts` with pipes for input and output. Outside a test, the caller sees to its end. */
export function startCoach({ dataFolder, env = {}, under = [], args = [] }: CoachOptions): Coach {
  const [command = process.execPath, ...rest] = [
    ...under,
    process.execPath,
    join(root, "src/main.ts"),
    ...args,
  ];
  const child = spawn(command, rest, {
    cwd: root,
    env: { PATH: process.env.PATH, TZ: "Europe/London", DATA_FOLDER: dataFolder, ...env },
  });
  if (child.pid === undefined) throw new Error(`cannot start ${command}`);
  let stdout = "";
  let stderr = "";
  let heard = 0;
  let over = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    wake();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  // A program that has ended takes no more input, which is no failure of the test.
  child.stdin.on("error", () => {});
  const ended = closed(child).then(({ code, signal }) => {
    over = true;
    wake();
    return { code, signal, stdout, stderr };
  });
  return {
    pid: child.pid,
    stdout: () => stdout,
    stderr: () => stderr,
    isOver: () => over,
    ended,
    say: (text) => void child.stdin.write(`${text}\n`),
    write: (input) => new Promise((resolve) => child.stdin.write(input, () => resolve())),
    end: () => void child.stdin.end(),
    signal: (signal) => void child.kill(signal),
    hear: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const [from, to] = find(stdout, text, heard);
          if (from < 0 && !over) return;
          waiting.delete(check);
          if (from < 0) {
            reject(new Error(`ended before it said ${text}:\n${stdout.slice(-2000)}\n${stderr}`));
            return;
          }
          const said = stdout.slice(heard, to);
          heard = to;
          resolve(said);
        };
        waiting.add(check);
        check();
      }),
  };
}

function find(all: string, text: string | RegExp, from: number): readonly [number, number] {
  if (typeof text === "string") {
    const at = all.indexOf(text, from);
    return [at, at + text.length];
  }
  const match = text.exec(all.slice(from));
  return match === null ? [-1, -1] : [from + match.index, from + match.index + match[0].length];
}

async function closed(child: ChildProcess) {
  const [code, signal]: [number | null, NodeJS.Signals | null] = await new Promise((resolve) =>
    child.once("close", (...end) => resolve(end)),
  );
  return { code, signal };
}

/** Starts the program for the running test: it is killed when the test ends. */
export function coachInTest(options: CoachOptions): Coach {
  const coach = startCoach(options);
  onTestFinished(async () => {
    coach.signal("SIGKILL");
    await coach.ended;
  });
  return coach;
}

/** Runs the program on a piped script, to its end. */
export async function runScript(script: string | Buffer, options: CoachOptions): Promise<Ended> {
  const coach = coachInTest(options);
  await coach.write(script);
  coach.end();
  return coach.ended;
}

/** Where a test's coach keeps its data: a folder of its own, and perhaps a database of its own on the server. */
export type Place = {
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Looks at the same database from the test. The embedded one must be free by then. */
  look<T>(work: (db: Database) => Promise<T>): Promise<T>;
};

/** A kind of database that the running program is tried on. */
export type Kind = {
  readonly kind: OpenDatabase["kind"];
  /** A place that nobody has used yet. */
  emptyPlace(): Promise<Place>;
  /** A place whose database is made already, with nobody in it. */
  madePlace(): Promise<Place>;
};

/**
 * The embedded database always, and PostgreSQL where a server answers. Call it once at the top of a test file.
 *
 * Making an embedded database takes seconds, so made places are copies of one.
 */
export async function kindsOfDatabase(): Promise<readonly Kind[]> {
  const temp = await tempFolder();
  const newFolder = async () => join(await mkdtemp(join(temp, "place-")), "data");
  let made: Promise<string> | undefined;

  const emptyFolder = async (): Promise<Place> => folderPlace(await newFolder());
  const embedded: Kind = {
    kind: "embedded",
    emptyPlace: emptyFolder,
    async madePlace() {
      made ??= newFolder().then(async (folder) => {
        await useDatabase({ folder }, () => Promise.resolve());
        return folder;
      });
      const place = await emptyFolder();
      await cp(await made, place.dataFolder, { recursive: true });
      return place;
    },
  };
  const onServer = async (): Promise<Place> => {
    const url = await emptyPostgresDatabase();
    return {
      dataFolder: await newFolder(),
      env: { DATABASE_URL: url },
      look: (work) => useDatabase({ url }, work),
    };
  };
  const postgres: Kind = { kind: "postgres", emptyPlace: onServer, madePlace: onServer };
  return postgresUrl === null ? [embedded] : [embedded, postgres];
}

export function folderPlace(folder: string): Place {
  return { dataFolder: folder, env: {}, look: (work) => useDatabase({ folder }, work) };
}

async function useDatabase<T>(options: DatabaseOptions, work: (db: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(options);
  try {
    await migrateDatabase(database);
    return await work(database.db);
  } finally {
    await database.close();
  }
}
