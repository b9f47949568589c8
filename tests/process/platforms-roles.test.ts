import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { localDateOf, localMinuteOf } from "../../coaching/model/local-date.ts";
import { arrivals, chatIdentities, inbox } from "../../db/schema/chat.ts";
import { decisions, schedules } from "../../db/schema/delivery.ts";
import { type TelegramPerson, telegramPerson } from "../fakes/telegram-person.ts";
import {
  addressOf,
  freePort,
  listens,
  logOf,
  presses,
  sees,
  soon,
  telegramForProcess,
  textsOf,
} from "../support/platform-process.ts";
import { coachInTest, kindsOfDatabase, type Place } from "../support/program.ts";

const server = (await kindsOfDatabase()).find(({ kind }) => kind === "postgres");
const ASKED = "How's your mood?";

describe.skipIf(server === undefined)("a bot by webhook and a worker on one PostgreSQL server", () => {
  test("what falls due is said once, by whichever process holds the sender, and both answer machines", async () => {
    if (server === undefined) throw new Error("expected a PostgreSQL server");
    const place = await server.emptyPlace();
    const { telegram, env: settings } = await telegramForProcess();
    const [port, workerPort] = [await freePort(), await freePort()];
    const env = { ...place.env, ...settings, PUBLIC_URL: addressOf(port), ACCESS: "open" };
    const role = (name: string, at: number) =>
      coachInTest({ ...place, env: { ...env, HTTP_PORT: String(at) }, args: [`--role=${name}`] });
    const bot = role("bot", port);
    await listens(telegram);
    const [sam, kim] = [telegramPerson(telegram, 5551), telegramPerson(telegram, 5552)];
    await Promise.all([settlesIn(sam), settlesIn(kim)]);

    await fallsDue(place, sam);
    const first = role("worker", workerPort);
    await sees(sam, new RegExp(`Nothing saved[\\s\\S]*${ASKED}`));
    for (const coach of [first, bot]) {
      coach.signal("SIGTERM");
      expect(await coach.ended).toMatchObject({ code: 0, signal: null, stdout: "", stderr: "" });
    }
    await fallsDue(place, kim);
    const worker = role("worker", workerPort);
    await sees(kim, new RegExp(`Nothing saved[\\s\\S]*${ASKED}`));
    const again = role("bot", port);
    await Promise.all([readies(port), readies(workerPort)]);
    await presses(kim, "6");
    await sees(kim, "Energy right now?");
    for (const at of [port, workerPort]) {
      expect(await (await fetch(`${addressOf(at)}/healthz`)).json()).toEqual({ status: "ok" });
      expect(await (await fetch(`${addressOf(at)}/readyz`)).json()).toEqual({ status: "ready" });
      expect(await metricsAt(at)).toMatch(/^coach_due_lag_seconds \d/m);
    }
    // Who works on jobs counts them; who sends is whoever holds the sender.
    await soon(() => metricsAt(workerPort)).toMatch(
      /^coach_jobs_total\{queue="talk",outcome="completed"\} [1-9]/m,
    );
    const both = async () => (await Promise.all([port, workerPort].map(metricsAt))).join("\n");
    await soon(both).toMatch(/^coach_sends_total\{platform="telegram",outcome="sent"\} [1-9]/m);
    // Where nobody is talked to, nobody is heard.
    expect((await fetch(`${addressOf(workerPort)}/telegram/webhook`, { method: "POST" })).status).toBe(404);
    for (const coach of [again, worker]) {
      coach.signal("SIGTERM");
      expect(await coach.ended).toMatchObject({ code: 0, signal: null, stdout: "", stderr: "" });
    }
    for (const person of [sam, kim]) expect(asked(person)).toBe(1);
    const isAsked = and(eq(decisions.kind, "checkin_reminder"), eq(decisions.outcome, "sent"));
    expect(await place.look((db) => db.$count(decisions, isAsked))).toBe(2);
    expect(logOf(place)).not.toMatch(/"level":[56]0/);
  });

  test("given a delivery without its secret or with another one, then 401, and nothing of it is stored", async () => {
    if (server === undefined) throw new Error("expected a PostgreSQL server");
    const place = await server.emptyPlace();
    const { telegram, env: settings } = await telegramForProcess();
    const port = await freePort();
    const env = { ...place.env, ...settings, PUBLIC_URL: addressOf(port), HTTP_PORT: String(port) };
    const coach = coachInTest({ ...place, env });
    await listens(telegram);
    const sam = telegramPerson(telegram);
    const forged = JSON.stringify({ update_id: 1, ...sam.message({ text: "planted words" }) });
    const post = async (headers: Readonly<Record<string, string>>) =>
      (await fetch(`${addressOf(port)}/telegram/webhook`, { method: "POST", headers, body: forged })).status;
    expect(await post({})).toBe(401);
    expect(await post({ "x-telegram-bot-api-secret-token": "a-secret-of-somebody-else" })).toBe(401);
    const stored = (): Promise<readonly number[]> =>
      place.look((db) => Promise.all([arrivals, inbox, chatIdentities].map((table) => db.$count(table))));
    expect(await stored()).toEqual([0, 0, 0]);
    expect(await sam.say("hello")).toBe(200);
    await sees(sam, "a program, not a person");
    coach.signal("SIGTERM");
    expect(await coach.ended).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(await stored()).toEqual([0, 1, 1]);
    expect(logOf(place)).not.toContain("planted");
  });
});

/** The first questions, with a reminder and nothing saved, in a zone where it is day. */
async function settlesIn(person: TelegramPerson): Promise<void> {
  await person.say("hello");
  await presses(person, "own");
  for (const answer of [dayZone(), "skip", "skip", "9:00", "skip", "skip", "skip"]) await person.say(answer);
  await sees(person, "Nothing saved this time");
}

function dayZone(): string {
  const zones = [
    "Europe/London",
    "Asia/Tokyo",
    "Pacific/Auckland",
    "America/Los_Angeles",
    "America/New_York",
  ];
  const now = new Date();
  const zone = zones.find((one) => localMinuteOf(now, one) > 9 * 60 && localMinuteOf(now, one) < 19 * 60);
  if (zone === undefined) throw new Error("expected day somewhere");
  return zone;
}

async function fallsDue(place: Place, { chat }: TelegramPerson): Promise<void> {
  await place.look(async (db) => {
    const [account] = await db.select().from(chatIdentities).where(eq(chatIdentities.platformUserId, chat));
    if (account === undefined) throw new Error("expected an account");
    const now = new Date();
    const due = {
      nextRunAt: new Date(now.getTime() - 60_000),
      nextLocalDate: localDateOf(now, dayZone()),
    };
    const isReminder = and(eq(schedules.userId, account.userId), eq(schedules.kind, "checkin_reminder"));
    const moved = await db.update(schedules).set(due).where(isReminder).returning();
    expect(moved).toHaveLength(1);
  });
}

/** How often somebody was asked for a check-in after the first one. */
const asked = (person: TelegramPerson) =>
  textsOf(person).filter((text) => text.includes(ASKED) || text.includes("Energy right now?")).length;

async function metricsAt(port: number): Promise<string> {
  const answer = await fetch(`${addressOf(port)}/metrics`);
  expect(answer.status).toBe(200);
  return answer.text();
}

async function readies(port: number): Promise<void> {
  const status = () =>
    fetch(`${addressOf(port)}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    );
  await soon(status).toBe(200);
}
