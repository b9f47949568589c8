import { CORRELATION_CONFIG, type CorrelationConfig } from "../correlations/config.ts";
import { PAIRS, TAG_PAIRS } from "../correlations/family.ts";
import { type Answer, answerFamily, type Question } from "../correlations/family-answers.ts";
import { nuisanceColumns } from "../correlations/nuisance.ts";
import type { DayRecord } from "../model/days.ts";
import type { LocalDate } from "../model/local-date.ts";
import type { Look, LookResult } from "./look.ts";
import { seriesIn, windowOf } from "./series.ts";
import { tagSeries, tagsOf } from "./tags.ts";

type Asked = Question & Pick<LookResult, "type" | "subject">;

/**
 * One look at everything that is looked for: the declared pairs, and what the person's own context tags go with as a second
 * family with a correction of its own.
 *
 * @param days one a calendar day, none left out, in order
 * @param date the last day that is known to it
 * @returns the declared pairs first, in their order
 * @throws RangeError where a day comes twice, is left out or stands out of order
 */
export function lookAt(
  days: readonly DayRecord[],
  date: LocalDate,
  config: CorrelationConfig = CORRELATION_CONFIG,
): Look {
  const window = windowOf(days, date, config);
  const { calendar, values } = seriesIn(window, config);
  const nuisance = nuisanceColumns(calendar, config);
  const declared = PAIRS.map(
    ({ type, from, to }): Asked => ({ type, subject: "", from: values[from], to: values[to] }),
  );
  const tagged = tagsOf(window, config).flatMap((tag) => {
    const from = tagSeries(tag, window, config);
    return TAG_PAIRS.map(({ type, to }): Asked => ({ type, subject: tag, from, to: values[to] }));
  });
  return {
    date,
    from: window[0]?.date ?? date,
    configVersion: config.version,
    results: [declared, tagged].flatMap((family) => {
      const answers = answerFamily(family, nuisance, config);
      return family.flatMap(({ type, subject }, index) => {
        const answer = answers[index];
        return answer === undefined ? [] : [{ type, subject, ...resultOf(answer) }];
      });
    }),
  };
}

function resultOf({ lags, found, untested }: Answer): Omit<LookResult, "type" | "subject"> {
  return {
    lags: lags.flatMap(({ lag, test }) =>
      test.kind === "tested" ? [{ lag, r: test.r, p: test.p, n: test.pairs }] : [],
    ),
    found: found === null ? null : { lag: found.lag, r: found.r, n: found.pairs, p: found.p, q: found.q },
    untested,
    pairs: Math.max(0, ...lags.map(({ test }) => test.pairs)),
  };
}
