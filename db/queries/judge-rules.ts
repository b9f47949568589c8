import { eq } from "drizzle-orm";
import { readPreferences } from "../../coaching/delivery/preferences.ts";
import { addDays, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import { rules } from "../../coaching/rules/index.ts";
import { SELECTION_CONFIG } from "../../coaching/selection/config.ts";
import {
  type ChosenBefore,
  type Judgement,
  judgeRules,
  type RulePast,
} from "../../coaching/selection/judge-rules.ts";
import { othersThan } from "../../coaching/selection/others.ts";
import type { DayOutcomes } from "../../coaching/selection/tried.ts";
import type { Database } from "../client.ts";
import { recommendations } from "../schema/coaching.ts";
import { ruleEffects } from "../schema/judgement.ts";
import { userSettings, users } from "../schema/people.ts";
import { loadDays } from "./days.ts";
import { noteRetired } from "./retirements.ts";
import { LOOK_BACK_DAYS, pooledEffects, ratesOfOthers } from "./rule-aggregates.ts";
import { activeRests, retireRule, wokenRules } from "./rule-rests.ts";
import { joinedTrialsAt } from "./trials.ts";

/**
 * Works out what each rule has done to a person who agreed that some is left out at random, and lets those keep still for good
 * that do nothing for them, or that they mostly find unhelpful. Done again, it changes nothing.
 *
 * @returns how many rules retired
 */
export async function judgeRulesOf(db: Database, userId: string, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    // Two at once do it one after the other. Nobody is held who was erased meanwhile.
    const [person] = await tx
      .select({
        userId: users.id,
        timezone: users.timezone,
        currency: users.currency,
        preferences: userSettings.notificationPreferences,
      })
      .from(users)
      .innerJoin(userSettings, eq(userSettings.userId, users.id))
      .where(eq(users.id, userId))
      .for("no key update", { of: users });
    if (person === undefined) return 0;
    const rows = await chosenBefore(tx, userId);
    if (rows.length === 0) return 0;
    const { joinsTrials } = readPreferences(person.preferences);
    const past = await loadPast(tx, { ...person, joinsTrials }, rows, now);
    const judgements = judgeRules(rules, past, SELECTION_CONFIG);
    await replaceEffects(tx, userId, judgements, now);
    return retire(tx, userId, judgements, now);
  });
}

type ChosenRow = Awaited<ReturnType<typeof chosenBefore>>[number];

/** All of it: an answer stays one however old it is, as a rule that is not helpful speaks a few times a year. */
async function chosenBefore(db: Database, userId: string) {
  const { ruleId, timestamp, localDate, isWithheld, userFeedback, feedbackAt } = recommendations;
  return db
    .select({ ruleId, at: timestamp, date: localDate, isWithheld, userFeedback, feedbackAt })
    .from(recommendations)
    .where(eq(recommendations.userId, userId));
}

async function loadPast(
  db: Database,
  person: {
    readonly userId: string;
    readonly timezone: string;
    readonly currency: string;
    readonly joinsTrials: boolean;
  },
  rows: readonly ChosenRow[],
  now: Date,
): Promise<RulePast> {
  const { userId, joinsTrials } = person;
  const today = localDateOf(now, person.timezone);
  const first = addDays(today, -LOOK_BACK_DAYS);
  const [joinedAt, wokenAt, ratesWithout, others] = await Promise.all([
    joinsTrials ? joinedTrialsAt(db, userId) : null,
    wokenRules(db, userId),
    ratesOfOthers(db),
    effectsOfOthers(db, userId),
  ]);
  return {
    chosen: rows.map(chosen),
    joinedAt,
    wokenAt,
    days: joinedAt === null ? new Map() : await outcomesOf(db, person, { first, today }),
    rates: ratesWithout(rows.filter(({ date }) => date >= first)),
    others,
  };
}

function chosen({ ruleId, at, date, isWithheld, userFeedback, feedbackAt }: ChosenRow): ChosenBefore {
  const rating =
    userFeedback === null || feedbackAt === null
      ? null
      : { isHelpful: userFeedback === "helpful", at: feedbackAt };
  return { ruleId, at, date, isWithheld, rating };
}

/** The days of the last year that have ended. */
async function outcomesOf(
  db: Database,
  person: { readonly userId: string; readonly timezone: string; readonly currency: string },
  { first, today }: { readonly first: LocalDate; readonly today: LocalDate },
): Promise<ReadonlyMap<LocalDate, DayOutcomes>> {
  const { days } = await loadDays(db, person, { from: first, to: addDays(today, -1) });
  return new Map(
    days
      .filter(({ date }) => date >= first)
      .map((day) => [day.date, { mood: day.mood, spending: day.spentDiscretionaryMinor }]),
  );
}

/** What rules do to all people, less what this person's days had to say when that was counted. */
async function effectsOfOthers(db: Database, userId: string): Promise<RulePast["others"]> {
  const { retire } = SELECTION_CONFIG;
  const [pooled, own] = await Promise.all([
    pooledEffects(db),
    db.select().from(ruleEffects).where(eq(ruleEffects.userId, userId)),
  ]);
  return (ruleId, outcome) => {
    const all = pooled.get(ruleId);
    const effect = all?.by[outcome];
    if (all === undefined || effect === undefined) return null;
    const counted = own.find(
      (row) =>
        row.ruleId === ruleId &&
        row.outcome === outcome &&
        row.computedAt <= all.computedAt &&
        row.saidDays + row.withheldDays >= retire.pooledDays,
    );
    return othersThan(effect, counted ?? null, SELECTION_CONFIG);
  };
}

async function replaceEffects(
  db: Database,
  userId: string,
  judgements: readonly Judgement[],
  now: Date,
): Promise<void> {
  await db.delete(ruleEffects).where(eq(ruleEffects.userId, userId));
  const found = judgements.flatMap(({ ruleId, effects }) =>
    effects.map(({ outcome, saidDays, withheldDays, benefit, error }) => ({
      userId,
      ruleId,
      outcome,
      saidDays,
      withheldDays,
      benefit,
      error,
      computedAt: now,
    })),
  );
  if (found.length > 0) await db.insert(ruleEffects).values(found);
}

async function retire(
  db: Database,
  userId: string,
  judgements: readonly Judgement[],
  now: Date,
): Promise<number> {
  const still = new Set(
    (await activeRests(db, userId, now))
      .filter(({ reason }) => reason === "retired")
      .map(({ ruleId }) => ruleId),
  );
  let retired = 0;
  for (const { ruleId, retirement } of judgements) {
    if (retirement === null || still.has(ruleId)) continue;
    if (!(await retireRule(db, userId, ruleId, now))) continue;
    await noteRetired(db, userId, { ruleId, ...retirement }, now);
    retired++;
  }
  return retired;
}
