import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../coaching/model/random.ts";

/** How often, out of one, a platform does something else than take a message. */
export type Unruliness = {
  readonly rateLimited: number;
  readonly serverError: number;
  /** Takes the message and says nothing. */
  readonly silentTaken: number;
  /** Says nothing and does not take it. */
  readonly silentLost: number;
  /** Share of the chats that are blocked. */
  readonly blocked: number;
};

export const CALM: Unruliness = {
  rateLimited: 0,
  serverError: 0,
  silentTaken: 0,
  silentLost: 0,
  blocked: 0,
};
export const UNRULY: Unruliness = {
  rateLimited: 0.01,
  serverError: 0.05,
  silentTaken: 0.02,
  silentLost: 0.02,
  blocked: 0.02,
};

const RETRY_AFTER_SECONDS = 1;
/** Longer than a worker waits for an answer. */
const SILENT_MS = 3000;
const STATUS = { rateLimited: 429, serverError: 503, blocked: 403 } as const;
const MOODS = ["rateLimited", "serverError", "silentTaken", "silentLost"] as const;

/** What the platform does with a message, by a number from 0 to 1. */
function moodOf(dice: number, unruliness: Unruliness): (typeof MOODS)[number] | "taken" {
  let edge = 0;
  for (const mood of MOODS) {
    edge += unruliness[mood];
    if (dice < edge) return mood;
  }
  return "taken";
}

/** A chat service over HTTP that counts what it took, by chat and kind of message. */
export async function startPlatform(unruliness: Unruliness, seed: string) {
  const random = seededRandom(seed);
  const taken = new Map<string, number>();
  const answers = { taken: 0, rateLimited: 0, serverError: 0, silent: 0, blocked: 0 };
  const take = (chat: string, kind: string) => {
    const key = `${chat} ${kind}`;
    taken.set(key, (taken.get(key) ?? 0) + 1);
    answers.taken += 1;
  };
  const isBlocked = (chat: string) => seededRandom(`${seed} ${chat}`)() < unruliness.blocked;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (data) => {
      body += data;
    });
    request.on("end", async () => {
      const { chat, kind } = JSON.parse(body);
      const mood = isBlocked(chat) ? "blocked" : moodOf(random(), unruliness);
      if (mood === "taken" || mood === "silentTaken") take(chat, kind);
      else if (mood !== "silentLost") answers[mood] += 1;
      if (mood === "silentTaken" || mood === "silentLost") answers.silent += 1;
      if (mood === "taken") {
        // As long as a quick service takes.
        await pause(5 + random() * 20);
        response.end(String(answers.taken));
      } else if (mood === "silentTaken" || mood === "silentLost") {
        await pause(SILENT_MS);
        response.destroy();
      } else {
        response.writeHead(STATUS[mood], { "retry-after": String(RETRY_AFTER_SECONDS) }).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    taken: taken as ReadonlyMap<string, number>,
    answers: answers as Readonly<typeof answers>,
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type Platform = Awaited<ReturnType<typeof startPlatform>>;
