import { addDays, localDateOf } from "../../../coaching/model/local-date.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import { madeDays } from "./found-days.ts";
import type { Lived } from "./judged-person.ts";
import { drawLife, type Year } from "./life.ts";
import { type Rhythm, sampleDays } from "./sample-days.ts";
import { drawTastes } from "./tastes.ts";

/** A whole year, over every change of clocks and through a leap day. */
export const YEAR_2028: Year = { from: new Date("2028-01-01T00:00:00Z"), days: 366 };

/** Most people leave most settings as they are. */
const ORDINARY = 0.8;

/** Local days of a year in UTC, wherever somebody is. */
const BESIDE = 2;

/** People whose every day is invented, with all that rules see of it. */
export function sampledPeople(
  seed: string,
  count: number,
  year: Year,
  rules: readonly Rule[],
  rhythm: Rhythm,
): readonly Lived[] {
  return peopleOf({ seed, count, year, rules, ordinary: ORDINARY }, (personId, life, span) =>
    sampleDays({ seed, id: personId, ...span }, life, rules, rhythm),
  );
}

/** People on whose days much is found, as it comes: for what has to hold whatever is found. */
export function madePeople(
  seed: string,
  count: number,
  year: Year,
  rules: readonly Rule[],
): readonly Lived[] {
  return peopleOf({ seed, count, year, rules, ordinary: 0 }, (personId, _, { from, days }) =>
    madeDays(`${seed}/${personId}`, from, days, rules),
  );
}

type Span = { readonly from: string; readonly days: number };

function peopleOf(
  {
    seed,
    count,
    year,
    rules,
    ordinary,
  }: {
    readonly seed: string;
    readonly count: number;
    readonly year: Year;
    readonly rules: readonly Rule[];
    readonly ordinary: number;
  },
  foundOf: (personId: string, life: Lived["life"], span: Span) => Lived["found"],
): readonly Lived[] {
  const span = {
    from: addDays(localDateOf(year.from, "UTC"), -BESIDE),
    days: year.days + 2 * BESIDE,
  };
  return Array.from({ length: count }, (_, index) => {
    const personId = `p${index}`;
    const life = drawLife(`${seed}/${personId}`, year, ordinary);
    return {
      personId,
      life,
      found: foundOf(personId, life, span),
      tastes: drawTastes(seed, personId, rules),
    };
  });
}
