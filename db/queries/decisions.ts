import { and, asc, desc, eq, gte, isNotNull, max, ne, or, sql } from "drizzle-orm";
import type { HoldReason } from "../../coaching/delivery/reasons.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";
import { inbox } from "../schema/chat.ts";
import { decisions } from "../schema/delivery.ts";
import type { ScheduleKind } from "./schedules.ts";

export type DecisionRow = typeof decisions.$inferSelect;

/** A scheduled turn of one kind for one person. */
export type SlotKey = { readonly userId: string; readonly kind: ScheduleKind; readonly localDate: LocalDate };

/** The decision about a slot, if there is one. */
export async function findDecision(db: Database, slot: SlotKey): Promise<DecisionRow | null> {
  const [row] = await db.select().from(decisions).where(isSlot(slot));
  return row ?? null;
}

/** What was decided: queued to be said, or held for a reason. */
export type Decided =
  | { readonly outcome: "waiting" }
  | { readonly outcome: "held"; readonly reason: HoldReason };

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
  const values = { outcome: decided.outcome, reason, decidedAt: now };
  await db
    .insert(decisions)
    .values({ userId, kind, localDate, dueAt, ...values })
    .onConflictDoUpdate({
      target: [decisions.userId, decisions.kind, decisions.localDate],
      set: values,
      setWhere: sql`${decisions.reason} = 'failed' or (${decisions.outcome} = 'snoozed' and ${eq(decisions.snoozedUntil, dueAt)})`,
    });
}

/** What became of queued messages, when their fate is known. */
export type Fate =
  | { readonly outcome: "sent" | "unconfirmed" }
  | { readonly outcome: "held"; readonly reason: "delivery_failed" | "missed" | "unreachable" };

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
    sent: sql`outcome not in ('sent', 'snoozed')`,
    unconfirmed: sql`outcome in ('waiting', 'held')`,
    held: sql`outcome = 'waiting'`,
  };
  await db.execute(sql`
    update decisions set outcome = ${fate.outcome}, decided_at = ${sql.param(now, decisions.decidedAt)},
      reason = ${fate.outcome === "held" ? fate.reason : null}
    from unnest(
      ${column("userId")}::text::uuid[], ${column("kind")}::text::text[], ${column("localDate")}::text::date[]
    ) as slot (slot_user, slot_kind, slot_date)
    where user_id = slot_user and kind = slot_kind and local_date = slot_date and ${givesWay[fate.outcome]}`);
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

/** A slot that was said, and when that was decided the last time. */
export type SaidUnasked = Pick<DecisionRow, "kind" | "localDate"> & { readonly saidAt: Date };

/**
 * What was said to a person unasked, or is on its way, from a local day on, oldest first. What was put off is one of
 * them, also when it was then held: it had been said before.
 */
export async function saidUnasked(
  db: Database,
  userId: string,
  from: LocalDate,
): Promise<readonly SaidUnasked[]> {
  const wasSaid = or(ne(decisions.outcome, "held"), isNotNull(decisions.snoozedUntil));
  const { kind, localDate, outcome, dueAt, decidedAt } = decisions;
  const said = await db
    .select({ kind, localDate, outcome, dueAt, decidedAt })
    .from(decisions)
    .where(and(eq(decisions.userId, userId), gte(decisions.localDate, from), wasSaid))
    .orderBy(asc(decisions.localDate), asc(decisions.dueAt));
  return said.map((row) => ({
    kind: row.kind,
    localDate: row.localDate,
    saidAt: row.outcome === "held" ? row.dueAt : row.decidedAt,
  }));
}

/** When a person last wrote or tapped anything, in any of their chats. */
export async function lastHeardAt(db: Database, userId: string): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(inbox.receivedAt) })
    .from(inbox)
    .where(eq(inbox.userId, userId));
  return row?.at ?? null;
}

/** Picks a slot's decision. */
export const isSlot = ({ userId, kind, localDate }: SlotKey) =>
  and(
    eq(decisions.userId, userId),
    eq(decisions.kind, kind),
    eq(decisions.localDate, sql`${localDate}::date`),
  );
