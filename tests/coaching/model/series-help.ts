import { expect } from "vitest";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import type { MoodEntry, Reading } from "../../../coaching/model/rows.ts";
import { buildDays, type SeriesInput } from "../../../coaching/model/series.ts";

export const FROM = "2026-05-01";
export const TO = "2026-06-30";
export const NOTHING: SeriesInput = {
  from: FROM,
  to: TO,
  zone: "UTC",
  currency: "USD",
  readings: [],
  moodEntries: [],
  transactions: [],
  accounts: [],
};
export const build = (input: Partial<SeriesInput>) => buildDays({ ...NOTHING, ...input });
export const dayOf = (days: readonly DayRecord[], date: string) => {
  const found = days.find((day) => day.date === date);
  if (found === undefined) expect.fail(`no record of ${date}`);
  return found;
};

/** What one source said of a day: nothing but what a test is about. */
export function reading(date: string, change: Partial<Reading> = {}): Reading {
  return {
    source: "ring",
    date,
    sleepScore: null,
    sleepMinutes: null,
    restingHeartRateBpm: null,
    hrvMs: null,
    steps: null,
    activityKcal: null,
    stressLevel: null,
    ...change,
  };
}

export function entry(date: string, change: Partial<MoodEntry> = {}): MoodEntry {
  const at = new Date(`${date}T12:00:00Z`);
  return { at, date, mood: null, energySelf: null, emotionTags: [], contextTags: [], ...change };
}

/** `count` days in a row of one source. */
export function run(source: string, first: string, count: number, change: Partial<Reading>): Reading[] {
  return eachDay(first, addDays(first, count - 1)).map((date) => reading(date, { source, ...change }));
}
