import { z } from "zod";
import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import type { RelationSeries } from "../../coaching/correlations/relations.ts";
import { type RelationDay, relationSeries } from "../../coaching/insights/series.ts";
import { PLAUSIBLE } from "../../coaching/model/body-signals.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { checked, type Problems } from "./problems.ts";

const measured = (low: number, high: number) =>
  z
    .number("expected a number or null")
    .nullable()
    .transform((value) => (value === null || value < low || value > high ? null : value));
const anything = z.number("expected a number or null").nullable();

/** One local day in the neutral format; what no body can do counts as missing, as in the product. */
const dailyRow = (day: z.ZodType<string>) =>
  z.object({
    date: day,
    sleep_min: measured(...PLAUSIBLE.sleepMinutes),
    sleep_score: measured(...PLAUSIBLE.sleepScore),
    hrv: measured(...PLAUSIBLE.hrvMs),
    rhr: measured(...PLAUSIBLE.restingHeartRateBpm),
    steps: measured(...PLAUSIBLE.steps),
    active_kcal: measured(...PLAUSIBLE.activityKcal),
    stress: measured(...PLAUSIBLE.stressLevel),
    mood: measured(1, 7),
    energy: measured(0, 100),
    disc_spend: anything,
    impulse_n: anything,
    income_day: z.boolean("expected true or false"),
    tags: z.array(z.string("expected text"), "expected a list of texts"),
  });

type DailyRow = z.infer<ReturnType<typeof dailyRow>>;

/** A person's days as series, the newest days that the engine looks at. */
export function readDaily(
  where: string,
  list: readonly unknown[],
  day: z.ZodType<string>,
  problems: Problems,
): RelationSeries {
  const schema = dailyRow(day);
  const days = list.flatMap((json, index) => {
    const place = `${where}, daily row ${index + 1}`;
    const row = checked(problems, place, schema, json);
    return row === null ? [] : [{ place, row }];
  });
  for (const [index, { place, row }] of days.entries()) {
    const before = days[index - 1];
    if (before !== undefined && row.date !== addDays(before.row.date, 1)) {
      problems.push(`${place}, date: expected the day after the row before, none left out`);
    }
  }
  return relationSeries(days.slice(-CORRELATION_CONFIG.windowDays).map(({ row }) => relationDay(row)));
}

function relationDay(row: DailyRow): RelationDay {
  return {
    date: row.date,
    tags: row.tags,
    isIncomeDay: row.income_day,
    sleepMinutes: row.sleep_min,
    hrvMs: row.hrv,
    restingHeartRateBpm: row.rhr,
    stressLevel: row.stress,
    mood: row.mood,
    energySelf: row.energy,
    steps: row.steps,
    activityKcal: row.active_kcal,
    spentDiscretionaryMinor: row.disc_spend,
    impulseCount: row.impulse_n,
  };
}
