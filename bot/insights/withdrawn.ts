import type { Look } from "../../coaching/insights/look.ts";
import { localDateOf } from "../../coaching/model/local-date.ts";
import type { InsightRow } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { dayShort } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { roughClause } from "./pattern.ts";

/** What was said as found and holds no longer is taken back, once. */
export function withdrawnParts(
  rows: readonly InsightRow[],
  looks: readonly Look[],
  { person, today }: StepContext,
): readonly Part[] {
  return rows.flatMap((row) => {
    if (row.saidAt === null) return [];
    const day = dayShort(localDateOf(row.saidAt, person.timezone), today);
    return [say("insights/withdrawn", { day, pattern: roughClause(asItWasFound(row, looks)) })];
  });
}

/** The newest look may see it the other way round: what is taken back is what the look that found it saw. */
function asItWasFound(row: InsightRow, looks: readonly Look[]): Parameters<typeof roughClause>[0] {
  const found = looks
    .find(({ date }) => date === row.establishedOn)
    ?.results.find(({ type, subject }) => type === row.signalType && subject === row.subject)?.found;
  if (found === undefined || found === null) return row;
  return { ...row, strength: found.r, data: { ...row.data, lag: found.lag } };
}

/** Notes what the person has now heard. */
export function heardEffects(
  said: readonly InsightRow[],
  withdrawn: readonly InsightRow[],
): readonly Effect[] {
  const ids = said.filter(({ saidAt }) => saidAt === null).map(({ id }) => id);
  return [
    ...(ids.length === 0 ? [] : [{ kind: "insights-said", ids } as const]),
    ...(withdrawn.length === 0
      ? []
      : [{ kind: "insights-withdrawn", ids: withdrawn.map(({ id }) => id) } as const]),
  ];
}
