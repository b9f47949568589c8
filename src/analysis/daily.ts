import { z } from "zod";
import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import type { RelationSeries } from "../../coaching/correlations/relations.ts";
import { type RelationDay, relationSeries } from "../../coaching/insights/series.ts";
import { PLAUSIBLE } from "../../coaching/model/body-signals.ts";
import { daysBetween, type LocalDate } from "../../coaching/model/local-date.ts";
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
  const days: DailyRow[] = [];
  let before: DailyRow | null = null;
  for (const [index, json] of list.entries()) {
    const place = `${where}, daily row ${index + 1}`;
    const row = checked(problems, place, schema, json);
    // After a row that is refused nothing is known of the order.
    const wrong = row === null || before === null ? null : orderProblem(before.date, row.date);
    if (wrong !== null) problems.push(`${place}, date: ${wrong}`);
    if (row !== null) days.push(row);
    before = row;
  }
  return relationSeries(days.slice(-CORRELATION_CONFIG.windowDays).map(relationDay));
}

/** What is wrong with a day that comes after another one. */
function orderProblem(before: LocalDate, date: LocalDate): string | null {
  const ahead = daysBetween(before, date);
  if (ahead === 1) return null;
  if (ahead === 0) return "the same day as in the row before; expected each day once";
  return ahead < 0
    ? "an earlier day than in the row before; expected days in order"
    : "expected the day after the row before, none left out";
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
