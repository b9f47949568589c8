import { z } from "zod";
import { addDays, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { dateAtOffset, soundDate } from "../local-day.ts";
import { type Stretch, secondsAt } from "../night.ts";
import { readPageAs } from "../page.ts";
import { instant, maybeNumber } from "../read-record.ts";

/**
 * What the Google Health API v4 answers, as far as it is used. Its wire form writes int64 as text ("10432") and leaves
 * out a field that has its default, so nearly all is optional.
 */

const page = z.object({
  dataPoints: z.array(z.unknown()).nullish(),
  rollupDataPoints: z.array(z.unknown()).nullish(),
  nextPageToken: z.string().max(4096).nullish(),
});

/** One page of points of any type, whichever of their two names they go by. */
export const readPage = readPageAs(page, ({ dataPoints, rollupDataPoints, nextPageToken }) => ({
  records: [...(dataPoints ?? []), ...(rollupDataPoints ?? [])],
  nextToken: nextPageToken,
}));

/** An int64: text by the API's rule, a number from those who do not keep it. */
const wholeNumber = z
  .union([z.string().regex(/^-?\d{1,18}$/), z.number()])
  .transform(Number)
  .pipe(z.number().int());

const part = z.number().int().default(0);
/** A partial date, as a year alone, is no day. */
const civilDate = z
  .object({ year: part, month: part, day: part })
  .transform(({ year, month, day }, context) => {
    const [mm, dd] = [month, day].map((number) => String(number).padStart(2, "0"));
    return soundDate(`${year}-${mm}-${dd}`) ?? refuse(context);
  });
const timePart = z.number().nullish();
const timeOfDay = z.object({ hours: timePart, minutes: timePart, seconds: timePart });
const civilDateTime = z.object({ date: civilDate, time: timeOfDay.nullish() });
const civilMidnight = civilDateTime
  .refine(({ time }) => [time?.hours, time?.minutes, time?.seconds].every((one) => (one ?? 0) === 0))
  .transform(({ date }) => date);

/** Seconds east of UTC, `"-28800s"`; past every zone there is, from UTC-12 to UTC+14, they are none. */
const offset = z
  .string()
  .regex(/^-?\d{1,6}(?:\.\d{1,9})?s$/)
  .transform((text) => Number.parseInt(text, 10))
  .refine((seconds) => Math.abs(seconds) <= 18 * 3600);

const text = z.string().min(1).max(500);
/** Of a list, `name`; of what is merged over devices (`:reconcile`), `dataPointName`. */
const named = { name: text.nullish(), dataPointName: text.nullish() };

/** The civil day on which a sleep ended. */
const endOfSleep = z
  .object({
    endTime: instant,
    endUtcOffset: offset.nullish(),
    civilEndTime: civilDateTime.nullish(),
  })
  .transform(({ endTime, endUtcOffset, civilEndTime }, context) => {
    if (civilEndTime) return civilEndTime.date;
    return typeof endUtcOffset === "number"
      ? dateAtOffset(secondsAt(endTime), endUtcOffset)
      : refuse(context, "civilEndTime");
  });
/** Longer than a day is a broken record. */
const LONGEST_SLEEP_SECONDS = 86_400;
const stretch = z
  .object({ startTime: instant, endTime: instant })
  .transform(({ startTime, endTime }): Stretch => ({ start: secondsAt(startTime), end: secondsAt(endTime) }));
const sleepInterval = z.intersection(
  stretch.refine(({ start, end }) => end > start && end - start <= LONGEST_SLEEP_SECONDS, {
    path: ["endTime"],
  }),
  endOfSleep.transform((endDate) => ({ endDate })),
);

export const sleepPoint = z.object({
  ...named,
  sleep: z.object({
    interval: sleepInterval,
    stages: z.array(z.intersection(stretch, z.object({ type: z.string().nullish() }))).nullish(),
    metadata: z.object({ mainSleep: z.boolean().nullish(), nap: z.boolean().nullish() }).nullish(),
    summary: z.object({ minutesAsleep: wholeNumber.nullish() }).nullish(),
    updateTime: instant.nullish(),
  }),
});
export type SleepPoint = z.infer<typeof sleepPoint>;

export const restingHeartRatePoint = z.object({
  ...named,
  dailyRestingHeartRate: z.object({
    date: civilDate,
    beatsPerMinute: wholeNumber.nullish(),
    dailyRestingHeartRateMetadata: z.object({ calculationMethod: z.string().nullish() }).nullish(),
  }),
});

export const heartRateVariabilityPoint = z.object({
  ...named,
  dailyHeartRateVariability: z.object({
    date: civilDate,
    /** RMSSD over the night. That of deep sleep alone is another number and never stands in for it. */
    averageHeartRateVariabilityMilliseconds: maybeNumber,
  }),
});

/** A window of exactly one civil day; another one is refused whole, as its sum is no day's. */
const oneDay = z
  .object({ civilStartTime: civilMidnight, civilEndTime: z.unknown().optional() })
  .transform(({ civilStartTime: date, civilEndTime }, context): { readonly date: LocalDate } => {
    const end = civilMidnight.nullish().safeParse(civilEndTime);
    const isDay = end.success && (end.data == null || end.data === addDays(date, 1));
    return isDay ? { date } : refuse(context, "civilStartTime");
  });

export const stepsRollup = z.intersection(
  oneDay,
  z.object({ steps: z.object({ countSum: wholeNumber.nullish() }) }),
);
export const activeEnergyRollup = z.intersection(
  oneDay,
  z.object({ activeEnergyBurned: z.object({ kcalSum: maybeNumber }) }),
);

/** Where a point says which day it is of, whatever else is wrong with it. */
const dateAlone = z.object({ date: civilDate }).transform(({ date }) => date);
export const whenOf = {
  sleep: z.object({ sleep: z.object({ interval: endOfSleep }) }).transform(({ sleep }) => sleep.interval),
  "daily-resting-heart-rate": z
    .object({ dailyRestingHeartRate: dateAlone })
    .transform((point) => point.dailyRestingHeartRate),
  "daily-heart-rate-variability": z
    .object({ dailyHeartRateVariability: dateAlone })
    .transform((point) => point.dailyHeartRateVariability),
  steps: oneDay.transform(({ date }) => date),
  "active-energy-burned": oneDay.transform(({ date }) => date),
} as const;

function refuse(context: z.RefinementCtx, ...path: readonly string[]): never {
  context.addIssue({ code: "custom", path: [...path] });
  return z.NEVER;
}
