import { comparedDays, type DayGroup } from "../../coaching/insights/exposed-days.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import type { InsightRow } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import { sentenceCase } from "../format.ts";
import { endsOf, exposedClause, roughClause } from "../insights/pattern.ts";
import { inline, say } from "../reply.ts";
import type { ChartOf } from "./chart.ts";
import { type OutcomeScale, scaleOf, ticksFor } from "./outcome-scale.ts";
import type { Pictured } from "./over-days.ts";

/**
 * The days behind a relation, a dot each, as they were: what the answer takes out of them, weekday and payday, is in them.
 *
 * @param row a relation that is told of
 * @param days what a look sees, in order; those after the newest test are left out
 * @returns null where the days that are exposed have no rule, or another one than the one that was told
 */
export function relationPicture(
  row: Pick<InsightRow, "signalType" | "subject" | "strength" | "data">,
  days: readonly DayRecord[],
  { person }: Pick<StepContext, "person">,
): Pictured | null {
  const { effect, lag, to } = row.data;
  if (effect === null) return null;
  const relation = { type: row.signalType, subject: row.subject };
  const compared = comparedDays(relation, lag, days, to);
  if (compared === null || !isSameRule(compared.rule, effect)) return null;
  const { exposed, other } = compared;
  const { outcome } = endsOf(row.signalType);
  const when = exposedClause(row, compared.rule, exposed.values.length);
  if (when === null) return null;
  const scale = scaleOf(outcome, person.currency);
  const group = (name: string, those: DayGroup): ChartOf<"relation">["groups"][number] => {
    const at = scale.shown(those[scale.middle]);
    const label = inline(`pictures/${scale.middle}`, { value: scale.words(at) });
    return { name, values: those.values.map(scale.shown), middle: { at, label } };
  };
  const others = inline("pictures/others", { days: other.values.length });
  const groups = [group(sentenceCase(when), exposed), group(others, other)];
  const chart: ChartOf<"relation"> = {
    kind: "relation",
    title: sentenceCase(roughClause(row)),
    outcome: inline(`pictures/outcome-${outcome}`),
    ticks: ticksOf(
      groups.flatMap(({ values }) => values),
      scale,
    ),
    groups,
  };
  const part = say(`pictures/dots-${scale.middle}`, {
    days: exposed.values.length,
    value: scale.words(scale.shown(exposed[scale.middle])),
    others: other.values.length,
    otherValue: scale.words(scale.shown(other[scale.middle])),
  });
  const alt = inline("pictures/alt", { title: chart.title, said: inline(part.prompt, part.facts) });
  return { picture: { chart, alt }, parts: [part] };
}

type Rule = { readonly threshold: number | null; readonly isOwnQuarter: boolean };

/** The own quarter moves a little with every day, and stays that quarter. */
function isSameRule(one: Rule, other: Rule): boolean {
  return one.isOwnQuarter === other.isOwnQuarter && (one.isOwnQuarter || one.threshold === other.threshold);
}

function ticksOf(values: readonly number[], scale: OutcomeScale): ChartOf<"relation">["ticks"] {
  return ticksFor(values, scale).map((at) => ({ at, label: scale.words(at) }));
}
