import { CORRELATION_CONFIG, type CorrelationConfig } from "./config.ts";
import { PAIRS, type Pair, type RelationSignal } from "./family.ts";
import { type Answer, answerFamily } from "./family-answers.ts";
import { type Calendar, nuisanceColumns } from "./nuisance.ts";

/** Daily series of one person, day by day without a gap; NaN is missing. */
export type RelationSeries = {
  readonly calendar: Calendar;
  readonly values: Readonly<Record<RelationSignal, Float64Array>>;
};

/** What was looked at for one pair. */
export type Relation = Answer & { readonly pair: Pair };

/**
 * Looks for every declared relation at every lag.
 *
 * @returns one entry a pair, in the order of {@link PAIRS}
 */
export function findRelations(
  { calendar, values }: RelationSeries,
  config: CorrelationConfig = CORRELATION_CONFIG,
): readonly Relation[] {
  const questions = PAIRS.map(({ from, to }) => ({ from: values[from], to: values[to] }));
  const answers = answerFamily(questions, nuisanceColumns(calendar, config), config);
  return PAIRS.flatMap((pair, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : [{ pair, ...answer }];
  });
}
