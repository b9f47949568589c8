import { mean, median } from "simple-statistics";
import { CORRELATION_CONFIG, type CorrelationConfig } from "../correlations/config.ts";
import type { Question } from "../correlations/family-answers.ts";
import type { DayRecord } from "../model/days.ts";
import type { LocalDate } from "../model/local-date.ts";
import { type Exposure, type ExposureRule, exposureOf } from "./exposure.ts";
import { endsOf, type RelationName, seriesOfRelation } from "./relation.ts";
import { windowOf } from "./series.ts";

/**
 * Which days of an outcome come after exposed ones, so many days later.
 *
 * @returns `exposed` by day of the outcome: 1, 0, NaN where it is not known; null where no rule leaves enough of both
 */
export function exposureBefore(type: string, { from, to }: Pick<Question, "from" | "to">, lag: number) {
  const signal = endsOf(type).from;
  const exposure: Exposure | null =
    signal === null
      ? { side: "tagged", threshold: null, isOwnQuarter: false, exposed: from }
      : exposureOf(signal, from, (day) => !Number.isNaN(to[day + lag] ?? Number.NaN));
  if (exposure === null) return null;
  const { exposed: leading, ...rule } = exposure;
  return { rule, exposed: to.map((_, day) => leading[day - lag] ?? Number.NaN) };
}

/** An outcome as it was, a value a day, nothing taken out: on exposed days and on the others. */
export type ComparedDays = {
  readonly rule: ExposureRule;
  readonly exposed: DayGroup;
  readonly other: DayGroup;
};

/** In the outcome's stored unit; at least one value. */
export type DayGroup = {
  readonly values: readonly number[];
  readonly median: number;
  readonly mean: number;
};

/**
 * The days behind a relation's effect, one by one.
 *
 * @param days one a calendar day, none left out, in order
 * @param date the last day that is known to it
 * @returns null where no rule leaves enough of both
 * @throws RangeError for days out of order, or a relation that is not looked for
 */
export function comparedDays(
  relation: RelationName,
  lag: number,
  days: readonly DayRecord[],
  date: LocalDate,
  config: CorrelationConfig = CORRELATION_CONFIG,
): ComparedDays | null {
  const sides = seriesOfRelation(relation, windowOf(days, date, config), config);
  const before = exposureBefore(relation.type, sides, lag);
  if (before === null) return null;
  const groupOf = (isExposed: number): DayGroup | null => {
    const values = [...sides.to].filter(
      (value, day) => before.exposed[day] === isExposed && !Number.isNaN(value),
    );
    return values.length === 0 ? null : { values, median: median(values), mean: mean(values) };
  };
  const [exposed, other] = [groupOf(1), groupOf(0)];
  return exposed === null || other === null ? null : { rule: before.rule, exposed, other };
}
