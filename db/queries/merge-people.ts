import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { readPreferences } from "../../coaching/delivery/preferences.ts";
import { localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { invites } from "../schema/access.ts";
import { chatIdentities, conversations, outbox } from "../schema/chat.ts";
import { userSettings, users } from "../schema/people.ts";
import { dropAnomalies } from "./anomalies.ts";
import { weeklyBudgetOf } from "./budgets.ts";
import { lockPeople } from "./chat-rows.ts";
import { markDirty } from "./dirty-days.ts";
import { hasEvent, logEvent } from "./events.ts";
import { settleLinkCodes } from "./link-codes.ts";
import { endDoubledWearables, lockConnections } from "./merge-connections.ts";
import { copyRows, type TwoPeople } from "./merge-copies.ts";
import { forgetLooks } from "./merge-insights.ts";
import { layWordsOver, putTogether } from "./merge-purchases.ts";
import { erasePerson } from "./people.ts";
import { restCoaching } from "./rest.ts";
import { planSchedules } from "./schedules.ts";
import { nameOnTheirDays } from "./standings.ts";
import { joinTrials } from "./trials.ts";
import { forgetUnheard } from "./unheard.ts";

/** Noted in the event log when another account's person became part of this one. */
const JOINED_EVENT = "accounts_joined";

export type Merge = TwoPeople & {
  /** Noted in the event log of whoever has been asked for their settings. */
  readonly askedEvent: string;
  readonly now: Date;
};

/**
 * Makes two people one, in the caller's transaction: everything of the other's becomes the keeper's, and the other is gone.
 *
 * Every row stays but where both have one for the same key (`merge-rules.ts` says which; what either said of a purchase
 * holds for the row that stays), and but for the other's open question, plan, code and sample persons. The keeper's settings hold, or the other's where only they were ever asked for
 * any. All days that may come out differently are scored again. Looks for relations are
 * forgotten, and the next night makes new ones.
 *
 * @returns the revision that the keeper's conversation has from now on
 */
export async function mergePeople(
  db: Database,
  { keeperId, otherId, askedEvent, now }: Merge,
): Promise<number> {
  const people = { keeperId, otherId };
  await lockPeople(db, [keeperId, otherId]);
  await lockConnections(db, otherId);
  const [keeper, other] = await Promise.all([findPerson(db, keeperId), findPerson(db, otherId)]);
  if (keeper === null || other === null || keeper.id === other.id) {
    throw new Error("expected two people to make one of");
  }
  await db.delete(users).where(eq(users.sampleOf, otherId));
  await dropDoubled(db, people);
  await moveChats(db, people);
  const wasAsked = await Promise.all([keeperId, otherId].map((id) => hasEvent(db, id, askedEvent, {})));
  const leads = wasAsked[0] === false && wasAsked[1] === true ? other : keeper;
  await endDoubledWearables(db, people, now);
  const shared = await putTogether(db, people);
  await forgetLooks(db, people);
  await copyRows(db, people);
  await nameOnTheirDays(db, keeperId);
  await layWordsOver(db, keeperId, shared, now);
  const revision = await joinConversations(db, people);
  await settleLinkCodes(db, people);
  await db.update(invites).set({ madeBy: keeperId }).where(eq(invites.madeBy, otherId));
  await markChanged(db, people, { zone: leads.timezone, now });
  await endSnoozes(db, people, now);
  const settings = await joinedSettings(db, people, leads);
  await erasePerson(db, otherId);
  await db.update(userSettings).set(settings).where(eq(userSettings.userId, keeperId));
  // Of what was said to the other one chance may have decided nothing, so from here on it begins anew.
  if (readPreferences(settings.notificationPreferences).joinsTrials) await joinTrials(db, keeperId, now);
  await db
    .update(users)
    .set({
      name: keeper.name ?? other.name,
      timezone: leads.timezone,
      currency: leads.currency,
      // An address and its password belong together.
      ...(keeper.email === null ? { email: other.email, passwordHash: other.passwordHash } : {}),
      createdAt: new Date(Math.min(keeper.createdAt.getTime(), other.createdAt.getTime())),
      updatedAt: now,
    })
    .where(eq(users.id, keeperId));
  await planSchedules(db, keeperId, now);
  await logEvent(db, keeperId, JOINED_EVENT, {}, now);
  return revision;
}

async function findPerson(db: Database, userId: string) {
  const [person] = await db
    .select()
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.sampleOf)));
  return person ?? null;
}

/** What waits to be said unasked to the other one and was, or will be, said to the keeper: one slot, one message. */
async function dropDoubled(db: Database, { keeperId, otherId }: TwoPeople): Promise<void> {
  const dropped = await db
    .update(outbox)
    .set({ status: "failed", claimedUntil: null })
    .where(
      and(
        eq(outbox.userId, otherId),
        eq(outbox.status, "waiting"),
        ne(outbox.kind, "reply"),
        isNull(outbox.startedAt),
        sql`exists (select from decisions where decisions.user_id = ${keeperId}::uuid
          and decisions.kind = ${outbox.kind} and decisions.local_date = ${outbox.localDate}
          and decisions.outcome <> 'held')`,
      ),
    )
    .returning({ id: outbox.id, userId: outbox.userId });
  await forgetUnheard(db, dropped);
}

/** The accounts, with what was and will be sent to them. */
async function moveChats(db: Database, { keeperId, otherId }: TwoPeople): Promise<void> {
  // The key names the person; the chat's own id takes their place, so that it stays unlike any of the keeper's.
  await db
    .update(outbox)
    .set({ dedupeKey: sql`replace(${outbox.dedupeKey}, ${otherId}, ${outbox.identityId}::text)` })
    .where(eq(outbox.userId, otherId));
  await db
    .update(chatIdentities)
    .set({ userId: keeperId, sampleUserId: null })
    .where(eq(chatIdentities.userId, otherId));
}

/**
 * The keeper's conversation goes on. Its revision passes both, so that no button which either of them was shown picks
 * an answer to another question; the longer rest after a crisis holds.
 */
async function joinConversations(db: Database, { keeperId, otherId }: TwoPeople): Promise<number> {
  const both = await db
    .select({
      revision: conversations.revision,
      crisisUntil: conversations.crisisUntil,
      followUpAt: conversations.crisisFollowUpAt,
    })
    .from(conversations)
    .where(inArray(conversations.userId, [keeperId, otherId]));
  const revision = Math.max(...both.map((row) => row.revision)) + 1;
  await db.update(conversations).set({ revision }).where(eq(conversations.userId, keeperId));
  const until = latest(both.map(({ crisisUntil }) => crisisUntil));
  const followUpAt = latest(both.map((row) => row.followUpAt));
  if (until !== null) await restCoaching(db, keeperId, until, followUpAt);
  return revision;
}

function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null);
}

/** Days that are scored from what has just been joined, and those after them, whose usual it changes. */
async function markChanged(
  db: Database,
  { keeperId, otherId }: TwoPeople,
  { zone, now }: { readonly zone: string; readonly now: Date },
): Promise<void> {
  const found = rows(
    await db.execute(sql`
      with theirs as (
        select local_date as day from biometric_readings where user_id = ${otherId}::uuid
        union select local_date from mood_entries where user_id = ${otherId}::uuid
        union select local_date from transactions where user_id = ${otherId}::uuid
        union select date from daily_balance_scores where user_id = ${otherId}::uuid
      )
      select day::text from theirs where day < ${localDateOf(now, zone)}::date
      union select date::text from daily_balance_scores
      where user_id = ${keeperId}::uuid and date >= (select min(day) from theirs)`),
  );
  const days = found.map(({ day }) => String(day));
  await dropAnomalies(db, keeperId, days);
  await markDirty(db, keeperId, days, now);
}

/** What the other one put off would come back by their plan, which is gone. */
async function endSnoozes(db: Database, { keeperId, otherId }: TwoPeople, now: Date): Promise<void> {
  await db.execute(sql`
    update decisions set outcome = 'held', reason = 'missed', decided_at = ${now.toISOString()}::timestamptz
    from decisions theirs
    where decisions.user_id = ${keeperId}::uuid and decisions.outcome = 'snoozed'
      and theirs.user_id = ${otherId}::uuid and theirs.kind = decisions.kind
      and theirs.local_date = decisions.local_date and theirs.outcome = 'snoozed'
      and theirs.snoozed_until = decisions.snoozed_until
      and not exists (
        select from schedules where schedules.user_id = decisions.user_id and schedules.kind = decisions.kind
          and schedules.enabled and schedules.next_local_date = decisions.local_date
          and schedules.next_run_at = decisions.snoozed_until
      )`);
}

/** The settings of whoever leads; lists of both; a budget of either, the week's from the month's that has stayed. */
async function joinedSettings(
  db: Database,
  { keeperId, otherId }: TwoPeople,
  { id: leadsId, currency }: Pick<typeof users.$inferSelect, "id" | "currency">,
) {
  const both = await db
    .select()
    .from(userSettings)
    .where(inArray(userSettings.userId, [keeperId, otherId]));
  const leads = both.find((row) => row.userId === leadsId);
  const follows = both.find((row) => row.userId !== leadsId);
  if (leads === undefined || follows === undefined) throw new Error("expected everybody to have settings");
  const { userId: _, updatedAt: __, ...settings } = leads;
  const union = (one: readonly string[], two: readonly string[]) => [...new Set([...one, ...two])];
  return {
    ...settings,
    goals: union(leads.goals, follows.goals),
    biometricIntegrations: union(leads.biometricIntegrations, follows.biometricIntegrations),
    financialIntegrations: union(leads.financialIntegrations, follows.financialIntegrations),
    weeklyBudget:
      (await weeklyBudgetOf(db, keeperId, currency)) ?? leads.weeklyBudget ?? follows.weeklyBudget,
  };
}
