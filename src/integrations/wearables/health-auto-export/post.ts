import { z } from "zod";
import { dateOfDayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { sourceName } from "../apple/sources.ts";
import { kcalOf } from "../energy.ts";
import { readRecords } from "../read-record.ts";
import { Refusals } from "../refusals.ts";
import { RefusedUploadError } from "../refused-upload.ts";
import type { Refusal } from "../wearable-day.ts";
import { type DaySamples, noSamples, type Point } from "./samples.ts";
import { readShortcut } from "./shortcut.ts";
import { type WrittenTime, writtenTime } from "./written-time.ts";

/** What a post says, by day. */
export type Post = {
  readonly source: "health_auto_export" | "shortcuts";
  readonly samples: ReadonlyMap<LocalDate, DaySamples>;
  /** Samples of a kind that is read which make no sense. */
  readonly refused: readonly Refusal[];
};

/** A week of minutes is 10 080. */
const MOST_SAMPLES = 200_000;
const MOST_DAYS = 4_000;

const body = z.object({
  data: z.object({
    metrics: z
      .array(
        z.object({
          name: z.string().max(200),
          units: z.string().max(100).default(""),
          data: z.array(z.unknown()).max(MOST_SAMPLES),
        }),
      )
      .max(1000)
      .default([]),
  }),
});

const time = z
  .string()
  .max(60)
  .transform((text, context): WrittenTime => {
    const read = writtenTime(text);
    if (read !== null) return read;
    context.addIssue({ code: "custom", message: "not a time" });
    return z.NEVER;
  });
const amount = z.number().nonnegative();
const quantity = z.object({ date: time, qty: amount });
type Quantity = z.infer<typeof quantity>;
const segment = z.object({
  startDate: time,
  endDate: time,
  value: z.string(),
  source: z.string().default(""),
});
const hours = amount.nullish().transform((read) => read ?? 0);
const phases = z.object({ core: hours, deep: hours, rem: hours });
const aggregate = z
  .object({
    date: time.nullish(),
    sleepStart: time.nullish(),
    sleepEnd: time.nullish(),
    totalSleep: hours,
    asleep: hours,
    core: z.unknown().optional(),
    deep: z.unknown().optional(),
    rem: z.unknown().optional(),
  })
  .transform(({ date, sleepStart, sleepEnd, totalSleep, asleep, ...parts }, context) => {
    // Older versions of the app leave the sum at 0 and say its parts alone, of which none may be missing.
    const summed = phases.safeParse(parts).data;
    const sleep = totalSleep || asleep || (summed && summed.core + summed.deep + summed.rem);
    const day = sleepEnd?.day ?? date?.day;
    if (day !== undefined && sleep !== undefined) return { day, sleep, sleepStart, sleepEnd };
    context.addIssue({ code: "custom", message: "neither a day nor a length" });
    return z.NEVER;
  });
const maybeTime = time.nullish().catch(null);
/** The day of any sample, whatever else is wrong with it. */
const when = z
  .object({ date: maybeTime, endDate: maybeTime, sleepEnd: maybeTime })
  .transform(({ date, endDate, sleepEnd }) => (endDate ?? sleepEnd ?? date)?.day)
  .pipe(z.number().transform(dateOfDayNumber));

const ASLEEP: readonly string[] = ["Core", "REM", "Deep", "Asleep", "Unspecified"];
const DAY_SECONDS = 86_400;

/**
 * Reads the JSON that Health Auto Export or a shortcut posts. Days are those the phone writes, as it knows where it is.
 *
 * @throws RefusedUploadError `not-a-post`, `too-much`
 */
export function readPost(sent: unknown): Post {
  const refusals = new Refusals();
  const shortcut = readShortcut(sent, refusals);
  if (shortcut !== null) return { source: "shortcuts", samples: shortcut, refused: refusals.list() };
  const read = body.safeParse(sent);
  if (!read.success) throw new RefusedUploadError("not-a-post");
  const reader = new PostReader(refusals);
  for (const { name, units, data } of read.data.data.metrics) reader.metric(name, units, data);
  return { source: "health_auto_export", samples: reader.samples, refused: refusals.list() };
}

class PostReader {
  readonly samples = new Map<LocalDate, DaySamples>();
  readonly #refusals: Refusals;
  #count = 0;

  constructor(refusals: Refusals) {
    this.#refusals = refusals;
  }

  metric(name: string, units: string, data: readonly unknown[]): void {
    this.#count += data.length;
    if (this.#count > MOST_SAMPLES) throw new RefusedUploadError("too-much");
    const read = <Sample>(schema: z.ZodType<Sample>, some = data) =>
      readRecords(name, some, { schema, when }, this.#refusals);
    if (name === "step_count") this.#counts("steps", "daySteps", read(quantity));
    else if (name === "active_energy") this.#energy(read(quantity), units);
    else if (name === "resting_heart_rate") {
      for (const { date, qty } of read(quantity)) this.#of(date.day).restingHeartRates.push(at(date, qty));
    } else if (name === "heart_rate_variability") {
      for (const { date, qty } of read(quantity)) this.#of(date.day).hrv.push(at(date, qty));
    } else if (name === "sleep_analysis") {
      const [stretches, sums] = [data.filter(isSegment), data.filter((one) => !isSegment(one))];
      this.#stretches(read(segment, stretches));
      this.#nights(read(aggregate, sums), units === "min" ? 1 : 60);
    }
  }

  #of(day: number): DaySamples {
    const date = dateOfDayNumber(day);
    const samples = this.samples.get(date) ?? noSamples();
    this.samples.set(date, samples);
    if (this.samples.size > MOST_DAYS) throw new RefusedUploadError("too-much");
    return samples;
  }

  #energy(read: readonly Quantity[], units: string): void {
    const inKcal = read.map(({ date, qty }) => ({ date, qty: kcalOf(qty, units) }));
    for (const { date } of inKcal.filter(({ qty }) => Number.isNaN(qty)))
      this.#refusals.add(dateOfDayNumber(date.day), "active_energy.units");
    this.#counts(
      "kcal",
      "dayKcal",
      inKcal.filter(({ qty }) => !Number.isNaN(qty)),
    );
  }

  /** The app sums by day, hour or minute as the person chose; the post does not say which, its times do. */
  #counts(parts: "steps" | "kcal", whole: "daySteps" | "dayKcal", read: readonly Quantity[]): void {
    const isByDay = read.every(({ date }) => date.clock === 0);
    const isByHour = read.length > 1 && read.every(({ date }) => date.clock % 3600 === 0);
    for (const { date, qty } of read) {
      if (isByDay) this.#of(date.day)[whole] = qty;
      else
        this.#of(date.day)[parts].push({ start: date.at, end: date.at + (isByHour ? 3600 : 60), value: qty });
    }
  }

  #stretches(read: readonly z.infer<typeof segment>[]): void {
    for (const { startDate, endDate, value, source } of read) {
      if (!ASLEEP.includes(value)) continue;
      const length = endDate.at - startDate.at;
      if (length < 0 || length > DAY_SECONDS) {
        this.#refusals.add(dateOfDayNumber(endDate.day), "sleep_analysis.endDate");
        continue;
      }
      const stretch = { start: startDate.at, end: endDate.at, clock: endDate.clock };
      this.#of(endDate.day).asleep.push({ ...stretch, source: sourceName(source) });
    }
  }

  #nights(read: readonly z.infer<typeof aggregate>[], perHour: number): void {
    for (const { day, sleep, sleepStart, sleepEnd } of read) {
      if (sleep === 0) continue;
      const samples = this.#of(day);
      const minutes = sleep * perHour;
      // So many hours that minutes are no number any more.
      if (!Number.isFinite(minutes)) {
        this.#refusals.add(dateOfDayNumber(day), "sleep_analysis.totalSleep");
        continue;
      }
      if (minutes <= (samples.night?.minutes ?? 0)) continue;
      samples.night = { start: sleepStart?.at ?? null, end: sleepEnd?.at ?? null, minutes };
    }
  }
}

function isSegment(one: unknown): boolean {
  return typeof one === "object" && one !== null && "startDate" in one;
}

function at(date: WrittenTime, value: number): Point {
  return { at: date.at, clock: date.clock, value };
}
