import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import type { ServerDatabase } from "../../db/client.ts";
import { rows } from "../../db/results.ts";
import { freePort } from "../support/free-port.ts";
import { type BenchPlatform, startBarePlatform, startTestPlatform, TOKEN } from "./telegram-platform.ts";

const SECRET = "a-secret-for-the-benchmark";
/** What people write, in turn: a command, a check-in in one sentence, a question, small talk. */
const WORDS = ["/help", "5/7, tired after work, energy 40", "how did I sleep?", "thanks"] as const;
/** Messages of one person in a row, and of each of many at once; as many before them are not counted. */
const ALONE = { people: 1, messages: 300 } as const;
const TOGETHER = { people: 100, messages: 20 } as const;
const ROUNDS = 3;
/** Queued messages of which the process is killed in the middle. */
const QUEUED = { people: 500, messages: 20 } as const;
const LONGEST_MS = 300_000;

type Load = { readonly people: number; readonly messages: number };
/** Messages a second, and milliseconds from a message to its answer below which 95 of 100 stay. */
type Pace = { readonly perSecond: number; readonly p95: number };
type Bot = {
  readonly child: ChildProcess;
  readonly platform: BenchPlatform;
  readonly port: number;
  send(chat: number, text: string): Promise<void>;
};

export type Compared = { readonly people: number; readonly coach: Pace; readonly echo: Pace };

/** What stands for Telegram: the tests' own, or a server that costs next to nothing. */
export const PLATFORMS = { test: startTestPlatform, bare: startBarePlatform } as const;

/** The coach beside a bare echo bot, both by webhook on platforms of one kind, in turns. */
export async function measureTelegram(
  database: ServerDatabase,
  kind: keyof typeof PLATFORMS,
): Promise<readonly Compared[]> {
  const platforms = [await PLATFORMS[kind](), await PLATFORMS[kind]()] as const;
  const coach = await startBot("telegram-coach.ts", platforms[0], database.url);
  const echo = await startBot("telegram-echo.ts", platforms[1], database.url);
  try {
    const compared: Compared[] = [];
    for (const load of [ALONE, TOGETHER]) {
      const rounds: { readonly coach: Pace; readonly echo: Pace }[] = [];
      for (const bot of [coach, echo]) await converse(bot, load);
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push({ coach: await converse(coach, load), echo: await converse(echo, load) });
      }
      compared.push({
        people: load.people,
        coach: middle(rounds.map((round) => round.coach)),
        echo: middle(rounds.map((round) => round.echo)),
      });
    }
    return compared;
  } finally {
    for (const { child } of [coach, echo]) await end(child, "SIGTERM");
    for (const one of platforms) await one.close();
  }
}

function middle(paces: readonly Pace[]): Pace {
  const sorted = [...paces].sort((left, right) => left.perSecond - right.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new Error("expected rounds");
  return found;
}

/** Everybody writes, waits for the answer and writes again. */
async function converse({ platform, send }: Bot, { people, messages }: Load): Promise<Pace> {
  const waiting = new Map<string, () => void>();
  platform.onShown((chat) => waiting.get(chat)?.());
  const latencies: number[] = [];
  const person = async (chat: number) => {
    for (let at = 0; at < messages; at++) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(String(chat), resolve);
      const began = performance.now();
      await send(chat, WORDS[at % WORDS.length] ?? "");
      await promise;
      latencies.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: people }, (_, at) => person(1000 + at)));
  const seconds = (performance.now() - began) / 1000;
  latencies.sort((left, right) => left - right);
  return {
    perSecond: latencies.length / seconds,
    p95: latencies[Math.floor(latencies.length * 0.95)] ?? Number.NaN,
  };
}

export type Killed = {
  readonly queued: number;
  /** Messages of which the coach had said "taken" at the kill. */
  readonly takenBefore: number;
  /** Messages that had their answer at the kill. */
  readonly answeredBefore: number;
  /** Messages that have no answer in the end. */
  readonly lost: number;
  /** Answers that were shown more than once: those whose sending the kill cut off. */
  readonly repeated: number;
};

/** A word that no command is like, so that the answer names it: one a message tells their answers apart. */
const wordOf = (number: number) =>
  `zz${String(number)
    .padStart(5, "0")
    .replaceAll(/\d/g, (digit) => "qxzwvkjypf".charAt(Number(digit)))}`;

/**
 * Many messages are delivered, the process is killed in the middle of answering them and started again; then every one
 * has its answer, counted message by message.
 */
export async function killInTheMiddle(
  database: ServerDatabase,
  { people, messages }: Load = QUEUED,
): Promise<Killed> {
  const platform = await startBarePlatform();
  const queued = people * messages;
  const answers = new Map(Array.from({ length: queued }, (_, at) => [wordOf(at), 0]));
  const answered = () => [...answers.values()].filter((times) => times > 0).length;
  platform.onShown((_, text) => {
    const word = /\/(zz[a-z]{5})/.exec(text)?.[1] ?? "";
    const times = answers.get(word);
    if (times !== undefined) answers.set(word, times + 1);
  });
  let bot = await startBot("telegram-coach.ts", platform, database.url);
  try {
    // The first words of a stranger are greeted with more than one message.
    for (let at = 0; at < people; at++) await bot.send(5000 + at, "/own");
    await rest(database);
    const left = [...answers.keys()].map((word, at) => ({ chat: 5000 + (at % people), word }));
    let taken = 0;
    const writer = async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        await bot.send(next.chat, `/${next.word}`);
        taken += 1;
      }
    };
    // As many as Telegram delivers at once; what is not taken is delivered again.
    const writing = Promise.all(Array.from({ length: 40 }, writer));
    while (answered() < queued / 2) await pause(20);
    await end(bot.child, "SIGKILL");
    const [takenBefore, answeredBefore] = [taken, answered()];
    bot = await startBot("telegram-coach.ts", platform, database.url, bot.port);
    await writing;
    await rest(database);
    return {
      queued,
      takenBefore,
      answeredBefore,
      lost: queued - answered(),
      repeated: [...answers.values()].reduce((sum, times) => sum + Math.max(0, times - 1), 0),
    };
  } finally {
    await end(bot.child, "SIGTERM");
    await platform.close();
  }
}

/** Until nothing that arrived waits for its answer and no answer waits to be sent. */
async function rest({ db }: ServerDatabase): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    const [row] = rows(
      await db.execute(sql`
        select (select count(*)::int from arrivals) + (select count(*)::int from outbox where status = 'waiting')
          as waiting`),
    );
    if (row?.waiting === 0) return;
    if (Date.now() > until) throw new Error(`expected nothing to wait, found ${row?.waiting}`);
    await pause(100);
  }
}

let messageId = 1;

async function startBot(
  program: string,
  platform: BenchPlatform,
  databaseUrl: string,
  wantedPort?: number,
): Promise<Bot> {
  const port = wantedPort ?? (await freePort());
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      API_ROOT: platform.apiRoot,
      TOKEN,
      SECRET,
      DATABASE_URL: databaseUrl,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return {
    child,
    platform,
    port,
    send(id, text) {
      const from = { id, is_bot: false, first_name: "Sam" };
      const chat = { id, type: "private", first_name: "Sam" };
      return platform.deliver({ message: { message_id: messageId++, date: 1, from, chat, text } });
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
