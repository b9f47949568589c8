import { randomUUID } from "node:crypto";
import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { PAIRS } from "../../coaching/correlations/family.ts";
import type { Look, LookResult } from "../../coaching/insights/look.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import type { InsightRow, SupportingData } from "../../db/queries/insights.ts";
import { correlationInsights, insightLooks } from "../../db/schema/coaching.ts";

/** What one relation of a test is like; all else is as a finding over half a year has it. */
export type InsightChanges = Partial<Omit<InsightRow, "data">> & { readonly data?: Partial<SupportingData> };

/** The model's own finding: 14 days after nights under 6 h, about $31 more, likely between $9 and $55, over 83 days. */
export function insightRow({ data = {}, ...changes }: InsightChanges = {}): InsightRow {
  return {
    id: randomUUID(),
    signalType: "sleep_to_spending",
    subject: "",
    state: "established",
    strength: -0.38,
    detectedAt: new Date("2026-08-03T02:00:00Z"),
    establishedOn: "2026-08-03",
    lookedOn: "2026-11-22",
    saidAt: null,
    withdrawnAt: null,
    ...changes,
    data: {
      lag: 0,
      p: 0.001,
      q: 0.012,
      n: 83,
      from: "2026-05-27",
      to: "2026-11-22",
      method: "ns-gls",
      configVersion: CORRELATION_CONFIG.version,
      currency: "USD",
      lookedFor: 18,
      tested: 18,
      effect: {
        side: "below",
        threshold: 360,
        isOwnQuarter: false,
        exposedDays: 14,
        pairs: 83,
        difference: 3300,
        shrunk: 3120,
        low: 890,
        high: 5480,
      },
      missingness: null,
      replication: null,
      ...data,
    },
  };
}

/** A look of a Sunday that saw all pairs on so many days and nothing in any; `changes` by type. */
export function lookOf(
  date: LocalDate,
  { n = 96, changes = {} }: { n?: number; changes?: Readonly<Record<string, Partial<LookResult>>> } = {},
): Look {
  return {
    date,
    from: "2026-05-27",
    configVersion: CORRELATION_CONFIG.version,
    results: PAIRS.map(({ type }) => ({
      type,
      subject: "",
      lags: [{ lag: 0, r: 0.02, p: 0.8, n }],
      found: { lag: 0, r: 0.02, n, p: 0.8, q: 0.9 },
      untested: null,
      pairs: n,
      ...changes[type],
    })),
  };
}

export async function storeInsight(db: Database, userId: string, row: InsightRow): Promise<void> {
  const { strength, data, ...columns } = row;
  await db.insert(correlationInsights).values({
    ...columns,
    userId,
    correlationStrength: strength,
    description: row.signalType,
    supportingData: data,
  });
}

export async function storeLook(db: Database, userId: string, look: Look): Promise<void> {
  await db.insert(insightLooks).values({
    userId,
    lookDate: look.date,
    fromDate: look.from,
    configVersion: look.configVersion,
    results: look.results,
    computedAt: new Date(`${look.date}T23:59:00Z`),
  });
}
