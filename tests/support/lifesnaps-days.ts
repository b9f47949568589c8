import { parse } from "csv-parse/sync";
import { type DayRecord, emptyDay } from "../../coaching/model/days.ts";
import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { readDays } from "./csv-days.ts";
import { hasFixture, readFixtureBytes, readFixtureText } from "./fixtures.ts";

/** A participant's days, none left out, up to the last one on which a feeling was told; else to the last one there is. */
export type Participant = { readonly id: string; readonly days: readonly DayRecord[] };

const TABLE = "lifesnaps/daily_fitbit_sema.csv";

export const hasLifeSnaps: boolean = hasFixture(TABLE);

/** What a participant told on a day, as the product would have it; and what the watch calls stress, turned round. */
type Told = Pick<DayRecord, "mood" | "energySelf" | "stressLevel">;

/**
 * Real days of the LifeSnaps study, with their gaps.
 *
 * Sleep, heart and steps come by the reader that takes in people's own tables. It leaves alone what the product does not know:
 * feelings, of which several could be ticked (SEMA), and Fitbit's stress score, which is high for little stress. These are read here.
 *
 * @see S. Yfantidou et al., "LifeSnaps, a 4-month multi-modal dataset capturing unobtrusive snapshots of our lives in the wild",
 *   Scientific Data 9 (2022)
 */
export async function lifeSnaps(): Promise<readonly Participant[]> {
  const items = await readDays(readFixtureBytes(TABLE), { source: "lifesnaps" });
  const told = toldByDay();
  const measured = Map.groupBy(
    items.flatMap((item) => (item.kind === "day" ? [item] : [])),
    ({ person }) => person ?? "",
  );
  return [...measured].map(([id, rows]) => {
    const own = told.get(id) ?? new Map<LocalDate, Told>();
    const byDate = new Map(rows.map(({ day }) => [day.date, day]));
    const dates = [...byDate.keys(), ...own.keys()].sort();
    const lastFelt = [...own]
      .flatMap(([date, { mood }]) => (mood === null ? [] : [date]))
      .sort()
      .at(-1);
    const [first = "", last = first] = [dates[0], lastFelt ?? dates.at(-1)];
    return {
      id,
      days: eachDay(first, last).map((date): DayRecord => {
        const day = byDate.get(date);
        return {
          ...emptyDay(date),
          sleepMinutes: day?.sleepMinutes ?? null,
          hrvMs: day?.hrvMs ?? null,
          restingHeartRateBpm: day?.restingHeartRateBpm ?? null,
          steps: day?.steps ?? null,
          ...own.get(date),
        };
      }),
    };
  });
}

function toldByDay(): ReadonlyMap<string, ReadonlyMap<LocalDate, Told>> {
  const rows: readonly Readonly<Record<string, string>>[] = parse(readFixtureText(TABLE), { columns: true });
  const people = new Map<string, Map<LocalDate, Told>>();
  for (const row of rows) {
    const { id = "", date = "" } = row;
    const own = people.get(id) ?? new Map<LocalDate, Told>();
    people.set(id, own);
    own.set(date, { ...feelingOf(row), stressLevel: stressOf(row) });
  }
  return people;
}

const FEELINGS = ["ALERT", "HAPPY", "NEUTRAL", "RESTED/RELAXED", "SAD", "TENSE/ANXIOUS", "TIRED"];

/** Good against bad feelings on the stored scale, and alert or rested against tired as the five buttons have it. */
function feelingOf(row: Readonly<Record<string, string>>): Pick<Told, "mood" | "energySelf"> {
  const isFelt = (name: string) => Number(row[name]) === 1;
  const share = (...names: readonly string[]) => names.filter(isFelt).length / names.length;
  if (!FEELINGS.some(isFelt)) return { mood: null, energySelf: null };
  return {
    mood: 3 * (share("HAPPY", "RESTED/RELAXED") - share("SAD", "TENSE/ANXIOUS")),
    energySelf: 50 + 50 * (share("ALERT", "RESTED/RELAXED") - share("TIRED")),
  };
}

/** 0 is "not worked out" in the export. */
function stressOf(row: Readonly<Record<string, string>>): number | null {
  const score = Number(row.stress_score);
  return score > 0 ? 100 - score : null;
}
