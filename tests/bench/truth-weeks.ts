import { quantileSorted } from "simple-statistics";
import { PAIRS } from "../../coaching/correlations/family.ts";
import type { Look } from "../../coaching/insights/look.ts";
import { lookAt } from "../../coaching/insights/look-at.ts";
import { standingsOf } from "../../coaching/insights/standing.ts";
import { addDays, daysBetween } from "../../coaching/model/local-date.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import { isUnlinked, type TrueLink, wholePerson } from "../support/whole-persons.ts";

/** What is on show after a look. */
export const SHOWINGS = ["at once, q ≤ .10", "at once, q ≤ .05", "when established"] as const;
export type Showing = (typeof SHOWINGS)[number];

/** What a year of weekly looks came to under one way of showing. */
type ShowingFound = {
  /** Share of people who are shown a relation that nothing links at any look of the year. */
  readonly everMisled: number;
  /** Share of all looks after which such a one is on show. */
  readonly misledAtALook: number;
  /** Share of true links that were shown by the end, and the middle of the days on which they first were. */
  readonly found: number;
  readonly medianDay: number | null;
};

/** By what is on show. */
type YearFound = Readonly<Record<Showing, ShowingFound>>;

const YEAR = 365;
/** Days of data at the first look. */
const FIRST_LOOK = 45;

/** @param worlds taken in turn, person by person; an empty one links nothing */
export function measureYear(
  seed: string,
  persons: number,
  worlds: readonly (readonly TrueLink[])[],
): YearFound {
  const tallies = SHOWINGS.map((showing) => ({ showing, misled: 0, misledLooks: 0, days: [] as number[] }));
  let [links, looks] = [0, 0];
  for (let index = 0; index < persons; index++) {
    const truth = worlds[index % worlds.length] ?? [];
    links += truth.length;
    const year = yearOf(wholePerson(seededRandom(`${seed}/${index}`), YEAR, truth).days);
    looks += year.length;
    for (const tally of tallies) {
      const shown = year.map(({ day, onShow }) => ({ day, types: onShow[tally.showing] }));
      const falseLooks = shown.filter(({ types }) => types.some((type) => !isTrue(type, truth))).length;
      if (falseLooks > 0) tally.misled++;
      tally.misledLooks += falseLooks;
      for (const link of truth) {
        const first = shown.find(({ types }) => types.some((type) => isPair(type, link)));
        if (first !== undefined) tally.days.push(first.day);
      }
    }
  }
  const found = tallies.map(({ showing, misled, misledLooks, days }) => {
    const sorted = days.toSorted((one, other) => one - other);
    return [
      showing,
      {
        everMisled: misled / persons,
        misledAtALook: misledLooks / looks,
        found: days.length / links,
        medianDay: days.length === 0 ? null : quantileSorted(sorted, 0.5),
      },
    ] as const;
  });
  return Object.fromEntries(found) as YearFound;
}

type OnShow = { readonly day: number; readonly onShow: Readonly<Record<Showing, readonly string[]>> };

function yearOf(days: Parameters<typeof lookAt>[0]): readonly OnShow[] {
  const from = days[0]?.date ?? "";
  const looks: Look[] = [];
  const year: OnShow[] = [];
  for (
    let date = addDays(from, FIRST_LOOK - 1);
    daysBetween(from, date) < days.length;
    date = addDays(date, 7)
  ) {
    const look = lookAt(days, date);
    looks.push(look);
    const within = (most: number) =>
      look.results.flatMap(({ type, found }) => (found !== null && found.q <= most ? [type] : []));
    year.push({
      day: daysBetween(from, date) + 1,
      onShow: {
        "at once, q ≤ .10": within(0.1),
        "at once, q ≤ .05": within(0.05),
        "when established": standingsOf(looks)
          .filter(({ state }) => state === "established")
          .map(({ type }) => type),
      },
    });
  }
  return year;
}

function isTrue(type: string, truth: readonly TrueLink[]): boolean {
  const pair = PAIRS.find((one) => one.type === type);
  return pair !== undefined && !isUnlinked(pair, truth);
}

function isPair(type: string, { from, to }: TrueLink): boolean {
  return PAIRS.some((pair) => pair.type === type && pair.from === from && pair.to === to);
}
