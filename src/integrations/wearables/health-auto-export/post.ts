import { z } from "zod";
import { dateOfDayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { kcalOf } from "../apple/apple-day.ts";
import { sourceName } from "../apple/sources.ts";
import { type DaySamples, noSamples, type Point } from "./samples.ts";
import { readShortcut } from "./shortcut.ts";
import { type WrittenTime, writtenTime } from "./written-time.ts";

/** What a post says, by day. */
export type Post = {
  readonly source: "health-auto-export" | "shortcuts";
  readonly days: ReadonlyMap<LocalDate, DaySamples>;
  /** How many samples of a kind that is read made no sense. */
  readonly unreadable: number;
};

/** The body is neither a post of Health Auto Export nor of a shortcut. Holds nothing of it. */
export class RefusedPostError extends Error {
  readonly code: "not-a-post" | "too-much";

  constructor(code: "not-a-post" | "too-much") {
    super(`post cannot be read: ${code}`);
    this.name = "RefusedPostError";
    this.code = code;
  }
}

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
const segment = z.object({
  startDate: time,
  endDate: time,
  value: z.string(),
  source: z.string().default(""),
});
const hours = amount.nullish().transform((read) => read ?? 0);
const aggregate = z
  .object({
    date: time.optional().catch(undefined),
    sleepStart: time.optional().catch(undefined),
    sleepEnd: time.optional().catch(undefined),
    totalSleep: hours,
    asleep: hours,
    core: hours,
    deep: hours,
    rem: hours,
  })
  .refine(({ date, sleepEnd }) => date !== undefined || sleepEnd !== undefined);

const ASLEEP: readonly string[] = ["Core", "REM", "Deep", "Asleep", "Unspecified"];
const DAY_SECONDS = 86_400;
const EVENING_SECONDS = 18 * 3600;
const NOON_SECONDS = 12 * 3600;
const EARLY_SECONDS = 3 * 3600;

/**
 * Reads the JSON that Health Auto Export or a shortcut posts. Days are those the phone writes, as it knows where it is.
 *
 * @throws RefusedPostError
 */
export function readPost(sent: unknown): Post {
  const shortcut = readShortcut(sent);
  if (shortcut !== null) return { source: "shortcuts", ...shortcut };
  const read = body.safeParse(sent);
  if (!read.success) throw new RefusedPostError("not-a-post");
  const reader = new PostReader();
  for (const { name, units, data } of read.data.data.metrics) reader.metric(name, units, data);
  return { source: "health-auto-export", days: reader.days, unreadable: reader.unreadable };
}

class PostReader {
  readonly days = new Map<LocalDate, DaySamples>();
  unreadable = 0;
  #samples = 0;

  metric(name: string, units: string, data: readonly unknown[]): void {
    this.#samples += data.length;
    if (this.#samples > MOST_SAMPLES) throw new RefusedPostError("too-much");
    if (name === "step_count") this.#counts("steps", "daySteps", data, (steps) => steps);
    else if (name === "active_energy")
      this.#counts("kcal", "dayKcal", data, (energy) => kcalOf(energy, units));
    else if (name === "resting_heart_rate") {
      for (const { date, qty } of this.#read(quantity, data))
        this.#of(date.day).restingHeartRates.push(at(date, qty));
    } else if (name === "heart_rate_variability") this.#hrv(data);
    else if (name === "sleep_analysis") this.#sleep(data, units === "min" ? 1 : 60);
  }

  #of(day: number): DaySamples {
    const date = dateOfDayNumber(day);
    const samples = this.days.get(date) ?? noSamples();
    this.days.set(date, samples);
    if (this.days.size > MOST_DAYS) throw new RefusedPostError("too-much");
    return samples;
  }

  #read<Item>(schema: z.ZodType<Item>, data: readonly unknown[]): Item[] {
    return data.flatMap((one) => {
      const read = schema.safeParse(one);
      if (read.success) return [read.data];
      this.unreadable++;
      return [];
    });
  }

  /** The app sums by day, hour or minute as the person chose; the post does not say which, its times do. */
  #counts(
    parts: "steps" | "kcal",
    whole: "daySteps" | "dayKcal",
    data: readonly unknown[],
    convert: (amount: number) => number,
  ): void {
    const read = this.#read(quantity, data);
    const isByDay = read.every(({ date }) => date.clock === 0);
    const isByHour = read.length > 1 && read.every(({ date }) => date.clock % 3600 === 0);
    for (const { date, qty } of read) {
      const value = convert(qty);
      if (Number.isNaN(value)) this.unreadable++;
      else if (isByDay) this.#of(date.day)[whole] = value;
      else this.#of(date.day)[parts].push({ start: date.at, end: date.at + (isByHour ? 3600 : 60), value });
    }
  }

  #hrv(data: readonly unknown[]): void {
    for (const { date, qty } of this.#read(quantity, data)) {
      this.#of(date.day).hrv.push(at(date, qty));
      if (date.clock < EVENING_SECONDS) continue;
      this.#of(date.day + 1).hrv.push({ ...at(date, qty), clock: date.clock - DAY_SECONDS });
    }
  }

  #sleep(data: readonly unknown[], perHour: number): void {
    const isSegment = (one: unknown) => typeof one === "object" && one !== null && "startDate" in one;
    const stretches = this.#read(segment, data.filter(isSegment));
    for (const { startDate, endDate, value, source } of stretches) {
      if (!ASLEEP.includes(value)) continue;
      const length = endDate.at - startDate.at;
      if (length < 0 || length > DAY_SECONDS) {
        this.unreadable++;
        continue;
      }
      const stretch = { start: startDate.at, end: endDate.at, day: endDate.day, source: sourceName(source) };
      this.#of(endDate.day).asleep.push(stretch);
      // It may be the first part of a night that ends on the day after, or a later part of one that began the day before.
      if (endDate.clock >= NOON_SECONDS) this.#of(endDate.day + 1).asleep.push(stretch);
      const isEarly = startDate.day < endDate.day || startDate.clock < EARLY_SECONDS;
      if (isEarly) this.#of(endDate.day - 1).asleep.push(stretch);
    }
    const sums = data.filter((one) => !isSegment(one));
    for (const { date, sleepStart, sleepEnd, ...sum } of this.#read(aggregate, sums)) {
      // Older versions of the app leave the sum at 0 and say its parts alone.
      const sleep = sum.totalSleep || sum.asleep || sum.core + sum.deep + sum.rem;
      const day = sleepEnd?.day ?? date?.day;
      if (sleep === 0 || day === undefined) continue;
      const samples = this.#of(day);
      const minutes = sleep * perHour;
      if (minutes <= (samples.night?.minutes ?? 0)) continue;
      samples.night = { start: sleepStart?.at ?? null, end: sleepEnd?.at ?? null, minutes };
    }
  }
}

function at(date: WrittenTime, value: number): Point {
  return { at: date.at, clock: date.clock, value };
}
