import { IANAZone } from "luxon";
import { addDays, dayNumber, type LocalDate, weekdayOf } from "../model/local-date.ts";
import { createDayClock, type DayClock } from "./clock.ts";
import { drawBetween, drawChance, drawWeighted, drawWhole, type Streams } from "./draws.ts";
import type { Traits } from "./persons.ts";
import type { SampleEpisode, SampleStay } from "./types.ts";

/** By how many of their own standard deviations the day's circumstances move the signals. */
type Shift = {
  readonly sleep: number;
  readonly hrv: number;
  readonly restingHeartRate: number;
  readonly steps: number;
  readonly stress: number;
  readonly mood: number;
  readonly energy: number;
  /** On the log of the rate of purchases. */
  readonly spending: number;
};

/** One day's circumstances, before anything is measured. */
export type CalendarDay = {
  readonly index: number;
  readonly date: LocalDate;
  /** 0 = Monday. */
  readonly weekday: number;
  readonly clock: DayClock;
  /** Last minute of the wall clock on which anything happens; earlier on the day before an eastward trip. */
  readonly lastMinute: number;
  readonly working: boolean;
  /** Slept by day, after a night's work. */
  readonly afterNightShift: boolean;
  readonly episode: SampleEpisode | null;
  readonly shift: Shift;
};

export type Calendar = {
  readonly days: readonly CalendarDay[];
  readonly episodes: readonly SampleEpisode[];
  readonly steps: readonly { readonly date: LocalDate; readonly size: number }[];
  readonly stays: readonly SampleStay[];
};

const EPISODE_SHIFT: Record<SampleEpisode["kind"], Shift> = {
  vacation: {
    sleep: 0.6,
    hrv: 0.4,
    restingHeartRate: -0.3,
    steps: 0.5,
    stress: -0.8,
    mood: 0.6,
    energy: 0.4,
    spending: 0.4,
  },
  illness: {
    sleep: 0.5,
    hrv: -1.3,
    restingHeartRate: 1.6,
    steps: -1.6,
    stress: 0.7,
    mood: -0.8,
    energy: -1.2,
    spending: -0.6,
  },
  trip: {
    sleep: -0.5,
    hrv: -0.3,
    restingHeartRate: 0.2,
    steps: 0.7,
    stress: 0.1,
    mood: 0.4,
    energy: -0.2,
    spending: 0.4,
  },
};

/** What a step of size 1 does: more strain, less of everything pleasant. */
const STEP_SHIFT: Shift = {
  sleep: -0.5,
  hrv: -0.35,
  restingHeartRate: 0.5,
  steps: -0.3,
  stress: 0.7,
  mood: -0.5,
  energy: -0.5,
  spending: 0.08,
};

/** The dark half of the year. Spending stays out, so that the seasons never pose as a money link. */
const WINTER_SHIFT: Shift = {
  sleep: 0.25,
  hrv: -0.1,
  restingHeartRate: 0.15,
  steps: -0.35,
  stress: 0.1,
  mood: -0.25,
  energy: -0.2,
  spending: 0,
};

const STEP_COUNTS = [
  { count: 0, weight: 0.55 },
  { count: 1, weight: 0.33 },
  { count: 2, weight: 0.12 },
] as const;

/** Options for persons made by hand. */
export type CalendarOptions = {
  /** No vacation and no illness among the last so many days. */
  readonly quietTailDays?: number;
  /** Steps and trips are left out. */
  readonly settled?: boolean;
};

/** The calendar of one person: work, vacations, illness, the trip, lasting changes and the seasons. */
export function drawCalendar(
  streams: Streams,
  traits: Traits,
  from: LocalDate,
  length: number,
  options: CalendarOptions = {},
): Calendar {
  const episodes = drawEpisodes(streams, options.settled ? null : traits.travelsTo, from, length, options);
  const steps = options.settled ? [] : drawSteps(streams, from, length);
  const stays = episodes.flatMap(({ kind, from, to }) =>
    kind === "trip" && traits.travelsTo !== null ? [{ from, to, timezone: traits.travelsTo }] : [],
  );
  const zoneOn = (date: LocalDate) =>
    stays.find((stay) => stay.from <= date && date <= stay.to)?.timezone ?? traits.timezone;
  const amplitude = drawBetween(streams("yearly-wave"), 0.4, 1.3);
  const days = Array.from({ length }, (_, index): CalendarDay => {
    const date = addDays(from, index);
    const weekday = weekdayOf(date);
    const clock = createDayClock(zoneOn(date), date);
    const episode = episodes.find((stretch) => stretch.from <= date && date <= stretch.to) ?? null;
    const cycle = dayNumber(date) + traits.shiftPhase;
    const rostered =
      traits.work === "weekdays" ? weekday < 5 : traits.work === "shifts" ? cycle % 8 < 4 : false;
    const stepSize = steps.reduce((sum, step) => sum + (step.date <= date ? step.size : 0), 0);
    return {
      index,
      date,
      weekday,
      clock,
      lastMinute: lastMinute(clock, zoneOn(addDays(date, 1))),
      working: rostered && episode === null,
      afterNightShift: traits.work === "shifts" && episode === null && cycle % 16 >= 9 && cycle % 16 <= 12,
      episode,
      shift: sumShifts([
        [STEP_SHIFT, stepSize],
        [WINTER_SHIFT, amplitude * winterOf(date, traits.timezone)],
        ...(episode ? [[EPISODE_SHIFT[episode.kind], 1] as const] : []),
      ]),
    };
  });
  return { days, episodes, steps, stays };
}

function drawEpisodes(
  streams: Streams,
  travelsTo: string | null,
  from: LocalDate,
  length: number,
  { quietTailDays = 0 }: CalendarOptions,
): SampleEpisode[] {
  const episodes: SampleEpisode[] = [];
  const add = (kind: SampleEpisode["kind"], start: number, duration: number, tagged: boolean) => {
    const end = start + duration - 1;
    const first = addDays(from, start);
    const last = addDays(from, end);
    const apart = episodes.every((other) => addDays(other.to, 3) < first || last < addDays(other.from, -3));
    if (apart && end < length - quietTailDays) episodes.push({ kind, from: first, to: last, tagged });
  };
  // The trip goes first: it is the rarest and must not be crowded out.
  const trip = streams("trip");
  const tripStart = Math.floor(drawBetween(trip, 0.2, 0.8) * length);
  if (travelsTo !== null) add("trip", tripStart, drawWhole(trip, 4, 9), drawChance(trip, 0.7));
  const vacation = streams("vacation");
  for (let day = drawGap(vacation, 10, 130); day < length; day += drawGap(vacation, 45, 130)) {
    add("vacation", day, drawWhole(vacation, 6, 12), drawChance(vacation, 0.8));
  }
  const illness = streams("illness");
  for (let day = drawGap(illness, 5, 100); day < length; day += drawGap(illness, 25, 100)) {
    add("illness", day, drawWhole(illness, 2, 6), drawChance(illness, 0.6));
  }
  return episodes.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Days to the next episode: a fixed rest, then as chance has it. */
function drawGap(random: () => number, rest: number, mean: number): number {
  return rest + Math.floor(-mean * Math.log(1 - random()));
}

function drawSteps(streams: Streams, from: LocalDate, length: number) {
  const random = streams("step");
  const { count } = drawWeighted(random, STEP_COUNTS);
  return Array.from({ length: count }, () => {
    const date = addDays(from, Math.floor(drawBetween(random, 0.1, 0.9) * length));
    return { date, size: drawBetween(random, 0.4, 0.9) * (drawChance(random, 0.6) ? 1 : -1) };
  });
}

/** Going east the next local day begins before this one is over; nothing may happen in the overlap. */
function lastMinute(clock: DayClock, nextZone: string): number {
  if (nextZone === clock.zone) return 1439;
  const noon = clock.at(720).getTime();
  const eastward = IANAZone.create(nextZone).offset(noon) - IANAZone.create(clock.zone).offset(noon);
  return eastward > 0 ? 1439 - eastward - 60 : 1439;
}

/** 1 in the middle of January in the north, of July in the south; −1 half a year later. */
function winterOf(date: LocalDate, zone: string): number {
  const north = Math.cos((2 * Math.PI * (dayNumber(date) - 14)) / 365.25);
  return /^(Australia|Antarctica|Pacific\/Auckland)/.test(zone) ? -north : north;
}

function sumShifts(parts: readonly (readonly [Shift, number])[]): Shift {
  const sum = (signal: keyof Shift) =>
    parts.reduce((total, [shift, weight]) => total + weight * shift[signal], 0);
  return {
    sleep: sum("sleep"),
    hrv: sum("hrv"),
    restingHeartRate: sum("restingHeartRate"),
    steps: sum("steps"),
    stress: sum("stress"),
    mood: sum("mood"),
    energy: sum("energy"),
    spending: sum("spending"),
  };
}
