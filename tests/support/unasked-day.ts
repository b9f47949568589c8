import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "../../db/client.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { users } from "../../db/schema/people.ts";
import {
  collectLog,
  type FakeChat,
  type FakeChatOptions,
  fakeChat,
  joinAskedAt,
  type LogLine,
  type TestClock,
} from "../fakes/chat.ts";
import { runDueJobs } from "./due-jobs.ts";

/** A Tuesday; London's clock shows UTC. */
export const TUESDAY = "2026-11-24";
export const at = (clock: string, day = TUESDAY) => new Date(`${day}T${clock}Z`);

/** One person, their clock, and what their messages show now. */
type Someone = {
  readonly db: Database;
  readonly clock: TestClock;
  readonly chat: FakeChat;
  readonly shown: Map<string, string>;
};

/** Someone who joined on a Monday evening and is asked at 07:30. */
export async function joined(
  db: Database,
  since = "2026-11-23",
  options: Partial<FakeChatOptions> = {},
): Promise<Someone> {
  const clock = { now: at("19:00", since) };
  const shown = new Map<string, string>();
  const chat = fakeChat({ db, clock, timezone: "Europe/London", shown, ...options });
  await joinAskedAt(chat);
  return { db, clock, chat, shown };
}

/** The one person of a test, who joined then, with their row's id. */
export async function someoneJoined(db: Database, since = "2026-11-27") {
  const maya = await joined(db, since);
  const [person] = await db.select({ id: users.id }).from(users);
  return { maya, chat: maya.chat, userId: person?.id ?? "" };
}

/** What comes unasked when the tick looks at an instant, and no job fails. */
export async function hearDue(
  db: Database,
  { clock, chat }: Pick<Someone, "clock" | "chat">,
  now: Date,
): Promise<string> {
  const lines: LogLine[] = [];
  clock.now = now;
  const deliver = () => chat.dispatcher.outbox.deliverAll();
  await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog(lines) });
  expect(lines.filter((line) => line.level === "error")).toEqual([]);
  return chat.unread();
}

/** What comes unasked when the tick looks at these times, one after another, and nothing else does. */
export async function heardAt(someone: Someone, times: readonly string[], day = TUESDAY): Promise<string[]> {
  const heard: string[] = [];
  for (const time of times) {
    const text = await hearDue(someone.db, someone, at(time, day));
    if (text !== "") heard.push(`${time} ${text}`);
  }
  return heard;
}

export async function saidAt(someone: Someone, time: string, text: string): Promise<string> {
  someone.clock.now = at(time);
  return someone.chat.say(text);
}

export function labels({ chat }: Someone): readonly string[] {
  return chat.sent.at(-1)?.buttons.map(({ label }) => label) ?? [];
}

/** The decisions of one kind, oldest first: outcome or reason, and until when it was put off. */
export async function decided({ db }: Someone, kind: (typeof decisions.$inferSelect)["kind"], day = TUESDAY) {
  const rows = await db
    .select()
    .from(decisions)
    .where(eq(decisions.kind, kind))
    .orderBy(asc(decisions.localDate));
  return rows
    .filter(({ localDate }) => localDate === day)
    .map(
      ({ outcome, reason, snoozedUntil }) => `${reason ?? outcome} ${snoozedUntil?.toISOString() ?? "never"}`,
    );
}
