import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";
import { arrivals, outbox } from "../../db/schema/chat.ts";
import { telegramPerson } from "../fakes/telegram-person.ts";
import type { FakeTelegram } from "../fakes/telegram-server.ts";
import {
  addressOf,
  freePort,
  listens,
  logOf,
  soon,
  telegramForProcess,
  textsOf,
} from "../support/platform-process.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";

const PEOPLE = 20;
const MESSAGES = 200;
const server = (await kindsOfDatabase()).find(({ kind }) => kind === "postgres");

/** A command that nobody knows and that no word is like, whose answer names it. */
const commandOf = (number: number) =>
  `zz${String(number)
    .padStart(3, "0")
    .replaceAll(/\d/g, (digit) => "qxzwvkjypf".charAt(Number(digit)))}`;
const commands = Array.from({ length: MESSAGES }, (_, number) => commandOf(number));

/** How often each command was answered so far, tries that got no answer too. */
function answersAt({ requests }: FakeTelegram): ReadonlyMap<string, number> {
  const answers = new Map<string, number>();
  for (const { method, body } of requests) {
    const command = /I don't know \/(zz\w{3})/.exec(String(body.text))?.[1];
    if (method === "sendMessage" && command !== undefined)
      answers.set(command, (answers.get(command) ?? 0) + 1);
  }
  return answers;
}

test.skipIf(server === undefined)(
  "given 200 messages taken by webhook and a SIGKILL amid their answers, then all are answered, and twice only what was being sent",
  async () => {
    if (server === undefined) throw new Error("expected a PostgreSQL server");
    const place = await server.emptyPlace();
    const { telegram, env: settings } = await telegramForProcess();
    const port = await freePort();
    const web = { PUBLIC_URL: addressOf(port), HTTP_PORT: String(port) };
    const env = { ...place.env, ...settings, ...web, ACCESS: "open" };
    const first = coachInTest({ ...place, env });
    await listens(telegram);
    const people = Array.from({ length: PEOPLE }, (_, at) => telegramPerson(telegram, 6000 + at));
    for (const person of people) expect(await person.say("hello")).toBe(200);
    await soon(() => people.every((person) => textsOf(person).length > 0)).toBe(true);
    const taken = commands.map((command, number) => people[number % PEOPLE]?.say(`/${command}`));
    expect(new Set(await Promise.all(taken))).toEqual(new Set([200]));
    await soon(() => answersAt(telegram).size).toBeGreaterThan(MESSAGES / 4);
    first.signal("SIGKILL");
    expect(await first.ended).toMatchObject({ signal: "SIGKILL", stderr: "" });

    const marked = await place.look(async (db) => {
      expect(await waiting(db)).toBeGreaterThan(0);
      const sent = await db.select().from(outbox).where(eq(outbox.status, "sent"));
      await aMinutePasses(db);
      return new Set(sent.map(({ message }) => /\/(zz\w{3})/.exec(JSON.stringify(message))?.[1]));
    });
    const before = answersAt(telegram);
    const second = coachInTest({ ...place, env });
    await soon(() => answersAt(telegram).size, 60_000).toBe(MESSAGES);
    await expect.poll(() => place.look(waiting), { timeout: 30_000, interval: 500 }).toBe(0);
    second.signal("SIGTERM");
    expect(await second.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
    const repeated = [...answersAt(telegram)].filter(([, times]) => times > 1).map(([command]) => command);
    expect(repeated.filter((command) => marked.has(command) || !before.has(command))).toEqual([]);
    expect(Math.max(...answersAt(telegram).values())).toBeLessThanOrEqual(2);
    expect(logOf(place)).not.toMatch(/"level":[56]0|zz/);
  },
);

/** What a killed process had in hand is taken over when its claims run out. */
async function aMinutePasses(db: Database): Promise<void> {
  const now = new Date();
  await db.update(arrivals).set({ claimedUntil: now });
  await db.update(outbox).set({ claimedUntil: now }).where(eq(outbox.status, "waiting"));
}

/** Messages that wait for their answer, and answers that wait to be sent. */
async function waiting(db: Database): Promise<number> {
  const [found] = rows(
    await db.execute(sql`
      select (select count(*)::int from arrivals) + (select count(*)::int from outbox where status = 'waiting') as n`),
  );
  return Number(found?.n);
}
