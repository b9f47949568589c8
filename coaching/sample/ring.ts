import { daysBetween, type LocalDate, localDateOf, localMinuteOf } from "../model/local-date.ts";
import { drawCalendar } from "./calendar.ts";
import { createStreams } from "./draws.ts";
import { drawMinds } from "./mood.ts";
import { drawTraits, type Traits } from "./persons.ts";
import { drawReadings, morningOf } from "./readings.ts";
import { drawBody } from "./sleep-body.ts";
import type { SampleReading } from "./types.ts";

const SEED = "ring";
/** One ring for good; and since its wearer never leaves, a wall clock without a zone will do. */
const SETTLED: Partial<Traits> = { timezone: "UTC", travelsTo: null, changesDevice: false };
const NO_SCRIPT = { sleepMinutes: new Map(), wakeMinute: new Map() } as const;

/**
 * What an invented ring tells of some days up to now: for one wearer always the same, whenever and for however many days it is
 * asked. Nights are missing in runs, as with any ring. This morning it knows the night, once the wearer is up; a day's steps,
 * energy and stress it tells when the day is over.
 *
 * @param wearer any text; another one is another body
 * @param about.now of whoever asks, and their zone: days that have not come there are left out
 */
export function ringReadings(
  wearer: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  about: { readonly now: Date; readonly timezone: string },
): readonly SampleReading[] {
  const today = localDateOf(about.now, about.timezone);
  const minute = localMinuteOf(about.now, about.timezone);
  const last = to < today ? to : today;
  const years = [];
  for (let year = yearOf(from); year <= yearOf(last); year++) years.push(year);
  return years
    .flatMap((year) => readingsOfYear(wearer, year))
    .filter(({ date }) => date >= from && date <= last)
    .flatMap((reading) => {
      if (reading.date < today) return [reading];
      return localMinuteOf(reading.at, "UTC") <= minute && reading.sleepMinutes !== null
        ? [morningOf(reading)]
        : [];
    });
}

/** Each year is drawn by itself: drawn on from a first day, a day would be another one as soon as the history is longer. */
function readingsOfYear(wearer: string, year: number): readonly SampleReading[] {
  const traits: Traits = { ...drawTraits(createStreams(SEED, wearer)), ...SETTLED };
  const streams = createStreams(SEED, `${wearer}/${year}`);
  const first = `${year}-01-01`;
  const { days } = drawCalendar(streams, traits, first, daysBetween(first, `${year + 1}-01-01`), {
    settled: true,
  });
  const body = drawBody(streams, traits, days, NO_SCRIPT);
  const minds = drawMinds(streams, traits, days, body, new Map());
  return drawReadings(streams, traits, days, body, minds, NO_SCRIPT).readings;
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}
