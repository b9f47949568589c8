import { z } from "zod";

/**
 * What the Google Health API v4 answers, as far as it is used. Its wire form writes int64 as text ("10432") and leaves
 * out a field that has its default, so nearly all is optional; what is not understood is left out by itself.
 */

const text = z.string().min(1).max(500);

/** An int64: text by the API's rule, a number from those who do not keep it. */
const wholeNumber = z
  .union([z.string().regex(/^-?\d{1,18}$/), z.number()])
  .transform(Number)
  .pipe(z.number().int());

const date = z.looseObject({
  year: z.number().int().optional(),
  month: z.number().int().optional(),
  day: z.number().int().optional(),
});
export type CivilDate = z.infer<typeof date>;

const timeOfDay = z.looseObject({
  hours: z.number().optional(),
  minutes: z.number().optional(),
  seconds: z.number().optional(),
});
const civilDateTime = z.looseObject({ date, time: timeOfDay.nullish() });
export type CivilDateTime = z.infer<typeof civilDateTime>;

const instant = z.iso.datetime({ offset: true });

export const page = z.looseObject({
  dataPoints: z.array(z.unknown()).nullish(),
  rollupDataPoints: z.array(z.unknown()).nullish(),
  nextPageToken: z.string().max(4096).nullish(),
});

const stage = z.looseObject({ startTime: instant, endTime: instant, type: z.string().optional() });
export type Stage = z.infer<typeof stage>;

/** Of a list, `name`; of what is merged over devices (`:reconcile`), `dataPointName`. */
const named = { name: text.nullish(), dataPointName: text.nullish() };

export const sleepPoint = z.looseObject({
  ...named,
  sleep: z.looseObject({
    interval: z.looseObject({
      startTime: instant,
      endTime: instant,
      /** Seconds east of UTC, `"-28800s"`. */
      endUtcOffset: z.string().nullish(),
      civilEndTime: civilDateTime.nullish().catch(null),
    }),
    type: z.string().nullish(),
    stages: z.array(stage).nullish().catch(null),
    metadata: z
      .looseObject({ mainSleep: z.boolean().nullish(), nap: z.boolean().nullish() })
      .nullish()
      .catch(null),
    summary: z
      .looseObject({
        minutesAsleep: wholeNumber.nullish().catch(null),
        minutesAwake: wholeNumber.nullish().catch(null),
        stagesSummary: z
          .array(z.looseObject({ type: z.string().optional(), minutes: wholeNumber.nullish().catch(null) }))
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
    updateTime: instant.nullish().catch(null),
  }),
});
export type SleepPoint = z.infer<typeof sleepPoint>;

export const restingHeartRatePoint = z.looseObject({
  ...named,
  dailyRestingHeartRate: z.looseObject({
    date,
    beatsPerMinute: wholeNumber.nullish().catch(Number.NaN),
    dailyRestingHeartRateMetadata: z
      .looseObject({ calculationMethod: z.string().nullish() })
      .nullish()
      .catch(null),
  }),
});

export const heartRateVariabilityPoint = z.looseObject({
  ...named,
  dailyHeartRateVariability: z.looseObject({
    date,
    /** RMSSD over the night. That of deep sleep alone is another number and never stands in for it. */
    averageHeartRateVariabilityMilliseconds: z.number().nullish().catch(Number.NaN),
  }),
});

const window = { civilStartTime: civilDateTime, civilEndTime: civilDateTime.nullish() };

export const stepsRollup = z.looseObject({
  ...window,
  steps: z.looseObject({ countSum: wholeNumber.nullish().catch(Number.NaN) }),
});

export const activeEnergyRollup = z.looseObject({
  ...window,
  activeEnergyBurned: z.looseObject({ kcalSum: z.number().nullish().catch(Number.NaN) }),
});
