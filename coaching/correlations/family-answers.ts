import { CORRELATION_CONFIG, type CorrelationConfig } from "./config.ts";
import { LAGS } from "./family.ts";
import { type LagTest, pairedDays, testTogether } from "./gls.ts";
import { benjaminiHochberg, simes } from "./multiplicity.ts";
import { normalScores } from "./normal-scores.ts";

/** What may lead and what may follow, as measured, by day; NaN is missing. */
export type Question = { readonly from: Float64Array; readonly to: Float64Array };

/** Why a pair could not be tested at any lag: `one_sided` is a signal with no value at all in the window. */
export type Untested = "not_enough_days" | "constant" | "one_sided";

/** What was found on one question of a family. */
export type Answer = {
  readonly lags: readonly { readonly lag: number; readonly test: LagTest }[];
  /** Null where no lag could be tested. */
  readonly found: {
    /** The lag with the smallest p. */
    readonly lag: number;
    /** At that lag. */
    readonly r: number;
    readonly pairs: number;
    /** Over the lags. */
    readonly p: number;
    /** Over the questions that could be tested. */
    readonly q: number;
  } | null;
  readonly untested: Untested | null;
};

/**
 * Asks several questions at every lag, and says of each how sure the answer is with all the others asked too.
 *
 * @param nuisance columns by day, see `nuisanceColumns`
 * @returns one answer a question, in their order
 */
export function answerFamily(
  questions: readonly Question[],
  nuisance: readonly Float64Array[],
  config: CorrelationConfig = CORRELATION_CONFIG,
): readonly Answer[] {
  const tests = testAll(questions, nuisance, config);
  const answers = questions.map((question) => {
    const lags = (tests.get(question) ?? []).toSorted((one, other) => one.lag - other.lag);
    const sure = lags.flatMap(({ lag, test }) => (test.kind === "tested" ? [{ lag, ...test }] : []));
    const best = sure.reduce<(typeof sure)[number] | null>(
      (least, one) => (least === null || one.p < least.p ? one : least),
      null,
    );
    return { question, lags, best, p: simes(sure.map(({ p }) => p)) };
  });
  const tested = answers.filter(({ best }) => best !== null);
  const qs = benjaminiHochberg(tested.map(({ p }) => p));
  const qOf = new Map(tested.map((answer, index) => [answer, qs[index] ?? 1]));
  return answers.map((answer) => {
    const { question, lags, best, p } = answer;
    return best === null
      ? { lags, found: null, untested: whyNot(question, lags) }
      : {
          lags,
          found: { lag: best.lag, r: best.r, pairs: best.pairs, p, q: qOf.get(answer) ?? 1 },
          untested: null,
        };
  });
}

type LagResult = Answer["lags"][number];

/** Every question at every lag, in any order of lags; those that are known on the same days together. */
function testAll(
  questions: readonly Question[],
  nuisance: readonly Float64Array[],
  config: CorrelationConfig,
): ReadonlyMap<Question, readonly LagResult[]> {
  const scores = new Map(
    questions.flatMap(({ from, to }) => [from, to]).map((values) => [values, normalScores(values)]),
  );
  const results = new Map<Question, LagResult[]>(questions.map((question) => [question, []]));
  const asked = questions.flatMap((question) =>
    LAGS.map((lag) => ({ question, lag, days: pairedDays(question.to, question.from, lag) })),
  );
  for (const group of Map.groupBy(asked, ({ days }) => days.join()).values()) {
    const days = group[0]?.days ?? new Int32Array();
    const series = group.map(({ question, lag }) => ({
      // What never moves says nothing, as zeros do.
      y: scores.get(question.to) ?? new Float64Array(question.to.length),
      x: scores.get(question.from) ?? new Float64Array(question.from.length),
      lag,
    }));
    for (const [index, test] of testTogether(days, series, nuisance, config).entries()) {
      const at = group[index];
      if (at !== undefined) results.get(at.question)?.push({ lag: at.lag, test });
    }
  }
  return results;
}

function whyNot({ from, to }: Question, lags: readonly LagResult[]): Untested {
  if (from.every(Number.isNaN) || to.every(Number.isNaN)) return "one_sided";
  const isShort = lags.every(({ test }) => test.kind === "untested" && test.reason === "not_enough_days");
  return isShort ? "not_enough_days" : "constant";
}
