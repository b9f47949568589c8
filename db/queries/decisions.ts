import { and, asc, desc, eq, gte, isNotNull, ne, or, sql } from "drizzle-orm";
import type { HoldReason } from "../../coaching/delivery/reasons.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Candidate } from "../../coaching/selection/choose.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { decisions } from "../schema/delivery.ts";
import type { ScheduleKind } from "./schedules.ts";

export type DecisionRow = typeof decisions.$inferSelect;

/** A scheduled turn of one kind for one person. */
export type SlotKey = { readonly userId: string; readonly kind: ScheduleKind; readonly localDate: LocalDate };

/** What was decided: queued to be said, or held for a reason; with what the rules had to say. */
export type Decided = { readonly candidates?: readonly Candidate[] } & (
  | { readonly outcome: "waiting" }
  | { readonly outcome: "held"; readonly reason: HoldReason }
);

/**
 * Records the decision about a slot. One that stands is kept; only "we failed" gives way to a later try, and what was put
 * off to the decision when it comes back.
 */
export async function recordDecision(
  db: Database,
  slot: SlotKey & { readonly dueAt: Date },
  decided: Decided,
  now: Date,
): Promise<void> {
  const reason = decided.outcome === "held" ? decided.reason : null;
  const { userId, kind, localDate, dueAt } = slot;
  const { outcome, candidates } = decided;
  const values = { outcome, reason, decidedAt: now, ...(candidates === undefined ? {} : { candidates }) };
  await db
    .insert(decisions)
    .values({ userId, kind, localDate, dueAt, ...values })
    .onConflictDoUpdate({
      target: [decisions.userId, decisions.kind, decisions.localDate],
      set: values,
      setWhere: sql`${decisions.reason} = 'failed' or (${decisions.outcome} = 'snoozed' and ${eq(decisions.snoozedUntil, dueAt)})`,
    });
}

/** Notes of slots that nothing was decided about that we failed; of the others, and of who was erased, nothing. */
export async function recordAbandoned(
  db: Database,
  slots: readonly (SlotKey & { readonly dueAt: Date })[],
  now: Date,
): Promise<void> {
  if (slots.length === 0) return;
  const column = (value: (slot: (typeof slots)[number]) => string | Date) => pgArray(slots.map(value));
  await db.execute(sql`
    insert into decisions (user_id, kind, local_date, due_at, outcome, reason, decided_at)
    select slot_user, slot_kind, slot_date, slot_due, 'held', 'failed', ${sql.param(now, decisions.decidedAt)}
    from unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ kind }) => kind)}::text::text[],
      ${column(({ localDate }) => localDate)}::text::date[],
      ${column(({ dueAt }) => dueAt)}::text::timestamptz[]
    ) as slot (slot_user, slot_kind, slot_date, slot_due)
    where exists (select from users where id = slot_user)
    on conflict (user_id, kind, local_date) do nothing`);
}

/** What became of queued messages, when their fate is known. */
export type Fate =
  | { readonly outcome: "sent" | "unconfirmed" }
  | { readonly outcome: "held"; readonly reason: HoldReason };

/** A message of the outbox, which names its slot when it is unasked. */
type SlotMessage = { readonly userId: string; readonly kind: string; readonly localDate: string | null };

/**
 * Notes what became of queued messages in the decisions that queued them.
 *
 * A slot may have several messages. What was said counts before what may have been said, and that before what was
 * not, in whatever order they become known. What the person has put off by then stays put off.
 */
export async function settleDecisions(
  db: Database,
  messages: readonly SlotMessage[],
  fate: Fate,
  now: Date,
): Promise<void> {
  const slots = messages.filter(({ localDate }) => localDate !== null);
  if (slots.length === 0) return;
  const column = (name: keyof SlotMessage) => pgArray(slots.map((slot) => slot[name]));
  const givesWay = {
    sent: sql`decisions.outcome not in ('sent', 'snoozed')`,
    unconfirmed: sql`decisions.outcome in ('waiting', 'held')`,
    held: sql`decisions.outcome = 'waiting'`,
  };
  await db.execute(sql`
    update decisions set outcome = ${fate.outcome}, decided_at = ${sql.param(now, decisions.decidedAt)},
      reason = ${fate.outcome === "held" ? fate.reason : null}
    from unnest(
      ${column("userId")}::text::uuid[], ${column("kind")}::text::text[], ${column("localDate")}::text::date[]
    ) as slot (slot_user, slot_kind, slot_date)
    where decisions.user_id = slot_user and decisions.kind = slot_kind and decisions.local_date = slot_date
      and ${givesWay[fate.outcome]}`);
}

export async function findDecision(db: Database, slot: SlotKey): Promise<DecisionRow | null> {
  const [row] = await db.select().from(decisions).where(isSlot(slot));
  return row ?? null;
}

/** Everything decided for a person from a local day on, newest day first. */
export async function recentDecisions(
  db: Database,
  userId: string,
  from: LocalDate,
): Promise<readonly DecisionRow[]> {
  return db
    .select()
    .from(decisions)
    .where(and(eq(decisions.userId, userId), gte(decisions.localDate, from)))
    .orderBy(desc(decisions.localDate), asc(decisions.dueAt), asc(decisions.kind));
}

/**
 * The decisions that a new one looks at: everything of a local day, and from an earlier one on what was said or is on
 * its way. Oldest first. What was put off was said, also when it was then held.
 */
export async function decisionsBehind(
  db: Database,
  userId: string,
  { from, today }: { readonly from: LocalDate; readonly today: LocalDate },
): Promise<readonly DecisionRow[]> {
  const { localDate, outcome, snoozedUntil } = decisions;
  return db
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.userId, userId),
        gte(localDate, from),
        or(eq(localDate, today), ne(outcome, "held"), isNotNull(snoozedUntil)),
      ),
    )
    .orderBy(asc(localDate), asc(decisions.dueAt));
}

/** Noted in the event log when the clock of somebody who is spoken to was moved to another zone. */
export const MOVED_EVENT = "timezone_moved";

/** A person's silence and plans, as far as a decision looks at them. */
export type Standing = {
  /** When they last wrote or tapped anything, in any of their chats. */
  readonly heardAt: Date | null;
  /** When an event of a kind was last noted. */
  readonly eventAt: Date | null;
  /** When their clock was last moved to another zone. */
  readonly movedAt: Date | null;
  /** The kinds that they have switched-on schedules of. */
  readonly scheduled: readonly string[];
};

export async function loadStanding(db: Database, userId: string, eventType: string): Promise<Standing> {
  const [row] = rows(
    await db.execute(sql`
      select (select max(received_at)::text from inbox where user_id = ${userId}::uuid) as heard_at,
        (select max("timestamp")::text from event_log
          where user_id = ${userId}::uuid and event_type = ${eventType}) as event_at,
        (select max("timestamp")::text from event_log
          where user_id = ${userId}::uuid and event_type = ${MOVED_EVENT}) as moved_at,
        (select string_agg(kind, ' ') from schedules where user_id = ${userId}::uuid and enabled) as scheduled`),
  );
  const instantOf = (text: unknown) => (typeof text === "string" ? new Date(text) : null);
  return {
    heardAt: instantOf(row?.heard_at),
    eventAt: instantOf(row?.event_at),
    movedAt: instantOf(row?.moved_at),
    scheduled: typeof row?.scheduled === "string" ? row.scheduled.split(" ") : [],
  };
}

/** Picks a slot's decision. */
export const isSlot = ({ userId, kind, localDate }: SlotKey) =>
  and(
    eq(decisions.userId, userId),
    eq(decisions.kind, kind),
    eq(decisions.localDate, sql`${localDate}::date`),
  );
