import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Look } from "../../coaching/insights/look.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { correlationInsights, type INSIGHT_STATES, insightLooks } from "../schema/coaching.ts";

/** Evidence of an insight, as it is stored; amounts in minor units, moods on the stored scale. */
const supportingData = z.object({
  /** Days that what leads comes before what follows. */
  lag: z.number(),
  p: z.number(),
  q: z.number(),
  /** Days on which both are known. */
  n: z.number(),
  from: z.string(),
  to: z.string(),
  method: z.string(),
  configVersion: z.string(),
  /** What amounts of money are in: the person may count in another one by now. */
  currency: z.string(),
  /** How many relations were looked for beside it, itself included, and how many of these could be tested. */
  lookedFor: z.number(),
  tested: z.number(),
  /** Exposed days against the others; null where no rule gives enough of both. */
  effect: z
    .object({
      /** What makes a day an exposed one: at or beyond this value, in the leading signal's unit. */
      side: z.enum(["below", "above", "tagged"]),
      threshold: z.number().nullable(),
      /** The threshold is the person's own outer quarter, not a fixed one. */
      isOwnQuarter: z.boolean(),
      exposedDays: z.number(),
      pairs: z.number(),
      /** In the following signal's unit; `shrunk` is the headline. */
      difference: z.number(),
      shrunk: z.number(),
      low: z.number(),
      high: z.number(),
    })
    .nullable(),
  /** Gaps of what leads go with what follows: what is missing may not be like what is there. */
  missingness: z.object({ r: z.number(), p: z.number(), n: z.number() }).nullable(),
  /** On new days since it was established alone. */
  replication: z.object({ r: z.number(), p: z.number(), n: z.number() }).nullable(),
});
export type SupportingData = z.infer<typeof supportingData>;

export type InsightRow = {
  readonly id: string;
  readonly signalType: string;
  readonly subject: string;
  readonly state: (typeof INSIGHT_STATES)[number];
  readonly strength: number;
  readonly detectedAt: Date;
  readonly establishedOn: LocalDate | null;
  readonly lookedOn: LocalDate;
  readonly saidAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly data: SupportingData;
};

/** A person's relations as they stand, the strongest first. */
export async function loadInsights(db: Database, userId: string): Promise<readonly InsightRow[]> {
  const rows = await db
    .select()
    .from(correlationInsights)
    .where(eq(correlationInsights.userId, userId))
    .orderBy(asc(correlationInsights.signalType), asc(correlationInsights.subject));
  const insights = rows.map(({ correlationStrength, supportingData: data, ...row }) => ({
    ...row,
    strength: correlationStrength ?? 0,
    data: supportingData.parse(data),
  }));
  return insights.toSorted((one, other) => Math.abs(other.strength) - Math.abs(one.strength));
}

const lookResults = z.array(
  z.object({
    type: z.string(),
    subject: z.string(),
    lags: z.array(z.object({ lag: z.number(), r: z.number(), p: z.number(), n: z.number() })),
    found: z
      .object({ lag: z.number(), r: z.number(), n: z.number(), p: z.number(), q: z.number() })
      .nullable(),
    untested: z.enum(["not_enough_days", "constant", "one_sided"]).nullable(),
    pairs: z.number(),
  }),
);

/** A person's looks, oldest first. @param limit only so many of the newest */
export async function loadLooks(db: Database, userId: string, limit = 1000): Promise<readonly Look[]> {
  const rows = await db
    .select({
      date: insightLooks.lookDate,
      from: insightLooks.fromDate,
      configVersion: insightLooks.configVersion,
      results: insightLooks.results,
    })
    .from(insightLooks)
    .where(eq(insightLooks.userId, userId))
    .orderBy(desc(insightLooks.lookDate))
    .limit(limit);
  return rows.reverse().map(({ results, ...look }) => ({ ...look, results: lookResults.parse(results) }));
}

/** Notes that the person has now heard of these as found; one that was said before keeps its instant. */
export async function markInsightsSaid(
  db: Database,
  userId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await db
    .update(correlationInsights)
    .set({ saidAt: now })
    .where(and(isOneOf(userId, ids), isNull(correlationInsights.saidAt)));
}

/** Notes that the person has now heard that these hold no longer; one that holds again by now is left alone. */
export async function markInsightsWithdrawn(
  db: Database,
  userId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await db
    .update(correlationInsights)
    .set({ withdrawnAt: now })
    .where(
      and(
        isOneOf(userId, ids),
        eq(correlationInsights.state, "faded"),
        isNull(correlationInsights.withdrawnAt),
      ),
    );
}

function isOneOf(userId: string, ids: readonly string[]) {
  return and(eq(correlationInsights.userId, userId), inArray(correlationInsights.id, [...ids]));
}
