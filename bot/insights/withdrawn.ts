import type { Look, LookResult } from "../../coaching/insights/look.ts";
import { isNotFound } from "../../coaching/insights/overview.ts";
import { localDateOf } from "../../coaching/model/local-date.ts";
import type { InsightRow } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { dayShort } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { roughClause } from "./pattern.ts";

/** What was said as found and holds no longer, or could not be looked at for weeks, is taken back, once. */
export function withdrawnParts(
  rows: readonly InsightRow[],
  looks: readonly Look[],
  { person, today }: StepContext,
): readonly Part[] {
  return rows.flatMap((row) => {
    if (row.saidAt === null) return [];
    const day = dayShort(localDateOf(row.saidAt, person.timezone), today);
    const was = asItWasFound(row, looks);
    const prompt = isOutOfSight(was, looks) ? "insights/out-of-sight" : "insights/withdrawn";
    return [say(prompt, { day, pattern: roughClause(was) })];
  });
}

/** Whether the looks have lost sight of it, rather than seen that it is over: of that nobody knows. */
function isOutOfSight(was: InsightRow, looks: readonly Look[]): boolean {
  const seen = looks.map((look) => seenAt(look, was));
  const newest = seen.findLast((found) => found !== null) ?? null;
  if (seen.at(-1) !== null) return false;
  return newest === null || (!isNotFound(newest) && Math.sign(newest.r) === Math.sign(was.strength));
}

function seenAt({ results }: Look, { signalType, subject }: InsightRow): LookResult["found"] {
  const result = results.find((one) => one.type === signalType && one.subject === subject);
  return result?.found ?? null;
}

/** The newest look may see it the other way round: what is taken back is what the look that found it saw. */
function asItWasFound(row: InsightRow, looks: readonly Look[]): InsightRow {
  const look = looks.find(({ date }) => date === row.establishedOn);
  const found = look === undefined ? null : seenAt(look, row);
  if (found === null) return row;
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
