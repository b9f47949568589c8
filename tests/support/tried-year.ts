import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { createPerson, saveSettings } from "../../db/queries/people.ts";
import { joinTrials } from "../../db/queries/trials.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { ruleEffects } from "../../db/schema/judgement.ts";
import { seedMoods } from "../bot/questions/seed.ts";

const DAYS = 363;

type Message = Partial<typeof recommendations.$inferInsert> & { readonly localDate: LocalDate };

/** Messages of a rule's, said at eight in the morning where nothing else is said. */
export async function storeMessages(
  db: Database,
  userId: string,
  ruleId: string,
  messages: readonly Message[],
): Promise<readonly string[]> {
  const rows = await db
    .insert(recommendations)
    .values(
      messages.map((message) => ({
        userId,
        ruleId,
        timestamp: new Date(`${message.localDate}T08:00:00Z`),
        type: "energy" as const,
        message: "said",
        riskLevel: "low" as const,
        triggerSource: "low_sleep",
        ...message,
      })),
    )
    .returning({ id: recommendations.id });
  return rows.map(({ id }) => id);
}

/**
 * A year up to a day in which a rule spoke every third day, each seventh of these left out, and a mood for every day after:
 * one of three in turn, higher by `benefit` (−5 to +5) where it was said.
 */
export async function storeTriedYear(
  db: Database,
  userId: string,
  { ruleId, to, benefit }: { readonly ruleId: string; readonly to: LocalDate; readonly benefit: number },
): Promise<void> {
  const from = addDays(to, -DAYS);
  const messages = Array.from({ length: DAYS / 3 }, (_, index) => ({
    localDate: addDays(from, 3 * index),
    isWithheld: index % 7 === 0,
  }));
  await storeMessages(db, userId, ruleId, messages);
  await seedMoods(
    db,
    userId,
    messages.map(({ localDate, isWithheld }, index) => ({
      localDate: addDays(localDate, 1),
      moodScore: (index % 3) - 1 + (isWithheld ? 0 : benefit),
    })),
  );
}

/** That somebody agreed to trials on a day. */
export async function agreeOn(db: Database, userId: string, day: LocalDate): Promise<void> {
  const at = new Date(`${day}T07:00:00Z`);
  await saveSettings(db, userId, { notificationPreferences: { joinsTrials: true } }, at);
  await joinTrials(db, userId, at);
}

/** People on whom a rule was tried on sixty days each, with what came out. */
export async function storeOthersTried(
  db: Database,
  ruleId: string,
  benefits: readonly number[],
  computedAt: Date,
): Promise<readonly string[]> {
  const people: string[] = [];
  for (const benefit of benefits) {
    const userId = await createPerson(db, { timezone: "UTC", currency: "EUR" });
    const tried = { saidDays: 51, withheldDays: 9, benefit, error: Math.sqrt(1 / 51 + 1 / 9) };
    await db.insert(ruleEffects).values({ userId, ruleId, outcome: "mood", ...tried, computedAt });
    people.push(userId);
  }
  return people;
}
