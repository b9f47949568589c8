import { postsBegun } from "../../bot/body/posts.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import { addDays, daysBetween, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { type DaySaid, type DaySignal, findDaysSaid } from "../../db/queries/body-in.ts";
import { lockPeople } from "../../db/queries/chat-rows.ts";
import { lockUploadToken, type UploadToken, useUploadToken } from "../../db/queries/upload-tokens.ts";
import type { Queue } from "../../db/queue.ts";
import { DAYS_AROUND, daysOfPost } from "../integrations/wearables/health-auto-export/day.ts";
import type { Post } from "../integrations/wearables/health-auto-export/post.ts";
import { daySamples } from "../integrations/wearables/health-auto-export/samples.ts";
import type { WearableDay } from "../integrations/wearables/wearable-day.ts";
import { storeBodyDays } from "../jobs/body-days.ts";
import type { Log } from "../log.ts";

export type PostParts = {
  readonly db: Database;
  readonly log: Log;
  readonly clock: () => Date;
  readonly enqueue: Queue["enqueue"];
  /** Has the errands looked for at once. */
  readonly wake: () => void;
};

const SIGNALS = [
  "sleepMinutes",
  "restingHeartRateBpm",
  "hrvMs",
  "steps",
  "activityKcal",
] as const satisfies readonly DaySignal[];

/** Days that one transaction stores: on the embedded database everybody waits for it, and what is kept of them is in memory. */
const AT_ONCE_DAYS = 28;
/** Where a day begins first: no clock is ahead of the one there. */
const FIRST_ZONE = "Pacific/Kiritimati";

/**
 * Stores what a phone has posted: together with what it posted before about the same days, which is kept beside their rows, and
 * with the person's chats locked, so that of two posts at once neither is lost. The person hears of the first one.
 *
 * @returns how many days of the post have numbers now; null where its address is over meanwhile
 */
export async function storePost(
  { db, log, clock, enqueue, wake }: PostParts,
  token: UploadToken,
  post: Post,
): Promise<number | null> {
  const { userId } = token;
  const last = localDateOf(clock(), FIRST_ZONE);
  // A clock that is wrong by a year names days that have not come.
  const come = [...post.samples.keys()].filter((date) => date <= last);
  const told: DaySaid[] = [];
  const refused = new Set<string>();
  const counts = { added: 0, changed: 0 };
  const batches = inBatches(come);
  for (const [at, dates] of batches.entries()) {
    const isLast = at === batches.length - 1;
    const isStored = await db.transaction(async (tx) => {
      const now = clock();
      await lockPeople(tx, [userId]);
      const open = await lockUploadToken(tx, token, now);
      if (open === null) return false;
      const made = await makeDays(tx, userId, post, dates);
      const days = { source: post.source, days: made.days, signals: SIGNALS, covers: null, keepsRaw: true };
      const { added, changed } = await storeBodyDays(tx, enqueue, open, days, now);
      told.push(...made.days.filter(({ date }) => dates.includes(date)).filter(isMeasured));
      for (const field of made.refused) refused.add(field);
      counts.added += added;
      counts.changed += changed;
      if (isLast) await noteUse(tx, open, told, now);
      return true;
    });
    if (!isStored) return null;
  }
  const about = { days: told.length, ...counts, ahead: post.samples.size - come.length };
  log.info({ userId, source: post.source, ...about, refused: [...refused] }, "post stored");
  wake();
  return told.length;
}

/** The newest first. */
function inBatches(dates: readonly LocalDate[]): readonly (readonly LocalDate[])[] {
  const batches: LocalDate[][] = [];
  for (const date of dates.toSorted().reverse()) {
    const [newest] = batches.at(-1) ?? [];
    if (newest !== undefined && daysBetween(date, newest) < AT_ONCE_DAYS) batches.at(-1)?.push(date);
    else batches.push([date]);
  }
  return batches;
}

/** Some of a post's days as they are to be stored, and those beside them that they change. */
async function makeDays(tx: Database, userId: string, post: Post, dates: readonly LocalDate[]) {
  const [newest = "", oldest = newest] = [dates[0], dates.at(-1)];
  const span = { from: addDays(oldest, -DAYS_AROUND), to: addDays(newest, DAYS_AROUND) };
  const stored = await findDaysSaid(tx, userId, post.source, span);
  const held = new Map(stored.map((day) => [day.date, day]));
  const kept = new Map(
    stored.flatMap(({ date, raw }) => {
      const { data } = daySamples.safeParse(raw);
      return data === undefined ? [] : [[date, data] as const];
    }),
  );
  const made = daysOfPost(post, kept, dates);
  const byDate = new Map(made.days.map((day) => [day.date, day]));
  const days = made.dates.map((date): DaySaid => {
    const before = held.get(date);
    const day = byDate.get(date);
    if (before !== undefined && !kept.has(date)) return laidOver(before, day);
    const raw = made.samples.get(date) ?? kept.get(date);
    return { ...NOTHING, ...day, date, raw };
  });
  return { days, refused: made.refused.map(({ field }) => field) };
}

const NOTHING = {
  sleepScore: null,
  sleepMinutes: null,
  restingHeartRateBpm: null,
  hrvMs: null,
  hrvKind: null,
  steps: null,
  activityKcal: null,
  stressLevel: null,
};

/**
 * A day whose posts are forgotten, with what another post says of it. There is nothing left to put together with that: the window
 * of the post may begin in the middle of the day, or of the night, and a signal that it does not name may not have been asked for.
 * So it says something new of the signals that it names alone, and of what is summed up only what is more.
 */
function laidOver(before: DaySaid, day: WearableDay | undefined): DaySaid {
  if (day === undefined) return before;
  const more = (signal: "sleepMinutes" | "steps" | "activityKcal") =>
    before[signal] === null || (day[signal] ?? 0) > before[signal] ? day[signal] : before[signal];
  return {
    ...before,
    sleepMinutes: more("sleepMinutes"),
    steps: more("steps"),
    activityKcal: more("activityKcal"),
    restingHeartRateBpm: day.restingHeartRateBpm ?? before.restingHeartRateBpm,
    hrvMs: day.hrvMs ?? before.hrvMs,
    hrvKind: day.hrvKind ?? before.hrvKind,
  };
}

function isMeasured(day: DaySaid): boolean {
  return SIGNALS.some((signal) => day[signal] !== null);
}

/** Notes that the address is in use; the first time that something came, it is said in the chat that asked for it. */
async function noteUse(tx: Database, open: UploadToken, told: readonly DaySaid[], now: Date): Promise<void> {
  const since = told.map(({ date }) => date).sort()[0];
  if (since === undefined) return;
  await useUploadToken(tx, open, now);
  if (open.lastUsedAt !== null) return;
  const { userId, identityId, id } = open;
  const signals = SIGNALS.filter((signal) => told.some((day) => day[signal] !== null));
  await speak(tx, { userId, identityId, eventKey: `posts/${id}`, now }, async (turn) =>
    say(turn, [postsBegun(turn, { signals, since })]),
  );
}
