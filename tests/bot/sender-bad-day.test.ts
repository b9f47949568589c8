import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createLimiter } from "../../bot/limiter.ts";
import { createOutbox } from "../../bot/outbox.ts";
import { createSender } from "../../bot/sender.ts";
import { loadStanding } from "../../db/queries/decisions.ts";
import { outbox } from "../../db/schema/chat.ts";
import { decisions, platformSenders } from "../../db/schema/delivery.ts";
import { collectLog } from "../fakes/chat.ts";
import { createFakePlatform, type PlatformAnswer, type PlatformCall } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { queuedMessages, type TestChat } from "../support/queued-messages.ts";
import { createVirtualTime } from "../support/virtual-time.ts";

const { db } = await testDatabase();
const messages = queuedMessages(db);
const start = new Date("2026-11-23T08:00:00Z");
const MINUTE = 60_000;
const PEOPLE = 40;
const isBlocked = (chat: string) => /[05]$/.test(chat);

/** Numbers from 0 to 1, the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * A platform with a bad day: each call may be limited, fail, time out or get through without an answer. From the
 * sixtieth on none is answered any more, until the process that called was killed.
 */
function badDay(seed: number) {
  const next = chance(seed);
  const calls: (PlatformCall & { readonly answer: PlatformAnswer })[] = [];
  const day = { isKillDone: false };
  const choose = ({ chat }: PlatformCall): PlatformAnswer => {
    if (isBlocked(chat)) return "blocked";
    if (calls.length >= 60 && !day.isKillDone) return "killed";
    const drawn = next();
    if (drawn < 0.06) return 5;
    if (drawn < 0.12) return "away";
    if (drawn < 0.2) return "late";
    return drawn < 0.28 ? "lost" : "ok";
  };
  const answer = (call: PlatformCall) => {
    const answered = choose(call);
    calls.push({ ...call, answer: answered });
    return answered;
  };
  const hangsIn = (chat: string) => calls.some((call) => call.chat === chat && call.answer === "killed");
  return { calls, answer, day, hangsIn };
}

/** One process: an outbox with a sender. */
function processOn(at: { readonly now: Date }, platform: ReturnType<typeof badDay>) {
  const time = createVirtualTime();
  const limits = { perSecond: 50, perChatPerSecond: 1, repliesReserve: 15 };
  const { adapter } = createFakePlatform({ answer: platform.answer, limits });
  const parts = { db, adapter, log: collectLog([]), clock: () => at.now };
  const box = createOutbox({ ...parts, limiter: createLimiter(limits, time) });
  /** Chats that are being served. */
  const active: string[] = [];
  const deliver: typeof box.deliver = async (...call) => {
    active.push(call[0]);
    await box.deliver(...call).finally(() => active.splice(active.indexOf(call[0]), 1));
  };
  const paces = { lookMs: 3, renewMs: 3, stopMs: 20, page: 7, parallel: 4 };
  const sender = createSender({ ...parts, platform: "telegram", outbox: { ...box, deliver }, ...paces });
  return { sender, time, active };
}

type Process = ReturnType<typeof processOn>;

/** Lets limits and pauses pass until nothing is being sent but what hangs, and some looks brought nothing new. */
async function quiet(processes: readonly Process[], hangs: (identityId: string) => boolean): Promise<void> {
  for (let still = 0; still < 10; ) {
    for (const { time } of processes) await time.advance(MINUTE);
    // A pause goes by the database's clock, which nobody turns.
    await db.update(platformSenders).set({ pausedUntil: null });
    await new Promise((resolve) => setTimeout(resolve, 3));
    still = processes.every(({ active }) => active.every(hangs)) ? still + 1 : 0;
  }
}

test.each([1, 2, 3])(
  "given a platform with a bad day and a process that is killed in it (%i), then nothing is lost and nothing doubled but in the named window",
  async (seed) => {
    const at = { now: start };
    const platform = badDay(seed);
    const people: TestChat[] = [];
    const queued = ["checkin_reminder", "reply", "morning_nudge", "weekly_summary"] as const;
    for (let person = 0; person < PEOPLE; person++) {
      const chat = await messages.join(`${person}`, start);
      people.push(chat);
      for (const kind of queued) await messages.queue(chat, `${person} ${kind}`, { kind, at: start });
    }
    let processes = [processOn(at, platform), processOn(at, platform)];
    const hangs = (identityId: string) =>
      !platform.day.isKillDone &&
      people.some((person) => person.identityId === identityId && platform.hangsIn(person.chat));
    const waiting = () => db.$count(outbox, eq(outbox.status, "waiting"));
    for (let round = 0; (await waiting()) > 0 && round < 200; round++) {
      await quiet(processes, hangs);
      const holder = processes.find(({ active }) => active.length > 0);
      if (holder !== undefined) {
        const stopped = holder.sender.stop();
        // Before the other process begins.
        platform.day.isKillDone = true;
        await stopped;
        processes = processes.filter((process) => process !== holder);
      }
      at.now = new Date(at.now.getTime() + MINUTE);
    }
    for (const { sender } of processes) await sender.stop();

    const rows = await db.select().from(outbox).orderBy(outbox.sequence);
    const slots = await db.select().from(decisions);
    const delivered = platform.calls.filter(({ answer }) =>
      ["ok", "late", "killed"].includes(String(answer)),
    );
    for (const { chat, userId } of people) {
      const arrived = delivered.filter((call) => call.chat === chat).map(({ text }) => text);
      // In order: what comes again comes right after itself.
      const places = arrived.map((text) => queued.findIndex((kind) => text === `${chat} ${kind}`));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      for (const kind of queued) {
        const row = rows.find((one) => one.userId === userId && one.kind === kind);
        const slot = slots.find((one) => one.userId === userId && one.kind === kind);
        const answers = platform.calls
          .filter(({ text }) => text === `${chat} ${kind}`)
          .map(({ answer }) => answer);
        const times = arrived.filter((text) => text === `${chat} ${kind}`).length;
        const unheard = answers.filter((answer) => answer === "late" || answer === "killed").length;
        const fate = { kind, status: row?.status, outcome: slot?.outcome, reason: slot?.reason, times };
        if (isBlocked(chat)) {
          const held = kind === "reply" ? {} : { outcome: "held", reason: "unreachable" };
          expect(fate).toMatchObject({ status: "failed", times: 0, ...held });
        } else if (kind === "reply") {
          // Once, and once more for every time that its arrival was not heard of.
          expect(fate).toMatchObject({ status: "sent", times: 1 + unheard });
        } else if (row?.status === "sent") {
          expect(fate).toMatchObject({ outcome: "sent", times: 1 });
          expect(answers.at(-1)).toBe("ok");
        } else {
          expect(fate).toMatchObject({ status: "unconfirmed", outcome: "unconfirmed", times: unheard });
          expect(unheard).toBeLessThanOrEqual(1);
        }
      }
      const { scheduled } = await loadStanding(db, userId, "none");
      expect(scheduled.includes("checkin_reminder")).toBe(!isBlocked(chat));
    }
    // The day was as bad as it was meant to be.
    const answers = new Set(platform.calls.map(({ answer }) => answer));
    expect([...answers].map(String).toSorted()).toEqual([
      "5",
      "away",
      "blocked",
      "killed",
      "late",
      "lost",
      "ok",
    ]);
  },
  60_000,
);
