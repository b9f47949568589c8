import { sampleCorrelation } from "simple-statistics";
import { LAGS, PAIRS } from "../../coaching/correlations/family.ts";
import { lookAt } from "../../coaching/insights/look-at.ts";
import { seriesOf } from "../../coaching/insights/series.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { buildDays } from "../../coaching/model/series.ts";
import { longSampleRun } from "../../coaching/sample/demo.ts";
import { median } from "./measure.ts";

const DAYS = 180;
const FROM = "2026-05-27";
const RUNS = 15;

/** Medians of one look at a sample person's half year, and of plain correlations over the same days, in milliseconds. */
export function measureLook() {
  const place = { timezone: "Europe/Berlin", currency: "EUR", from: FROM, days: DAYS };
  const { person } = longSampleRun("maya", place);
  const to = addDays(FROM, DAYS - 1);
  const days = buildDays({
    from: FROM,
    to,
    zone: person.timezone,
    currency: person.currency,
    readings: person.readings,
    moodEntries: person.moodEntries,
    transactions: person.transactions,
    accounts: person.accounts.map(({ id }) => ({ id, syncedThrough: to })),
  });
  const timed = (work: () => void) => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  // The first ones compile the code.
  const runs = Array.from({ length: RUNS + 3 }, () => ({
    look: timed(() => lookAt(days, to)),
    plain: timed(() => plainCorrelations(days, to)),
  })).slice(3);
  return {
    days: DAYS,
    tests: lookAt(days, to).results.reduce((sum, { lags }) => sum + lags.length, 0),
    look: median(runs.map(({ look }) => look)),
    plain: median(runs.map(({ plain }) => plain)),
  };
}

/** Every declared pair at every lag, as if days were draws of their own. */
function plainCorrelations(days: Parameters<typeof seriesOf>[0], to: string): readonly number[] {
  const { values } = seriesOf(days, to);
  return PAIRS.flatMap((pair) =>
    LAGS.map((lag) => {
      const [x, y]: [number[], number[]] = [[], []];
      for (const [day, follows] of values[pair.to].entries()) {
        const leads = values[pair.from][day - lag] ?? Number.NaN;
        if (Number.isNaN(leads) || Number.isNaN(follows)) continue;
        x.push(leads);
        y.push(follows);
      }
      return sampleCorrelation(x, y);
    }),
  );
}
