import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { PAIRS, type RelationSignal } from "../../coaching/correlations/family.ts";
import { answerFamily } from "../../coaching/correlations/family-answers.ts";
import { nuisanceColumns } from "../../coaching/correlations/nuisance.ts";
import { findRelations, type RelationSeries } from "../../coaching/correlations/relations.ts";
import { seriesOf } from "../../coaching/insights/series.ts";
import { type Random, seededRandom } from "../../coaching/model/random.ts";
import { lifeSnaps } from "../support/lifesnaps-days.ts";

/** What the engine finds in one participant, with its evidence. */
export type Finding = {
  readonly person: string;
  readonly type: string;
  readonly lag: number;
  readonly r: number;
  readonly pairs: number;
  readonly p: number;
  readonly q: number;
};

/** What comes of real days as they are, and with outcomes moved away from what leads. */
export type LifeSnapsFound = {
  readonly people: number;
  /** In whom at least one pair can be tested, and how many pairs that are altogether. */
  readonly testable: number;
  readonly pairs: number;
  /** Of everybody as they are, q at most .10, the surest first. */
  readonly findings: readonly Finding[];
  /** Shares of people and shifts with any finding. */
  readonly shifted: { readonly runs: number; readonly at10: number; readonly at05: number };
};

/** Days that an outcome is moved at least; what is close stays alike. */
const LEAST_SHIFT = 14;

/** @param shifts random shifts for each participant */
export async function measureLifeSnaps(shifts: number): Promise<LifeSnapsFound> {
  const people = await lifeSnaps();
  const series = people.flatMap(({ id, days }) => {
    const last = days.at(-1);
    return last === undefined ? [] : [{ id, series: seriesOf(days, last.date) }];
  });
  const whole = series.map(({ id, series }) => ({ id, found: found(findRelations(series)) }));
  const testable = whole.filter(({ found }) => found.length > 0);
  let [runs, at10, at05] = [0, 0, 0];
  for (const { id, series: own } of series) {
    if (!testable.some((person) => person.id === id)) continue;
    const random = seededRandom(`lifesnaps/${id}`);
    for (let shift = 0; shift < shifts; shift++) {
      const least = leastQ(own, drawShift(random, own.calendar.days));
      runs++;
      if (least <= 0.1) at10++;
      if (least <= 0.05) at05++;
    }
  }
  return {
    people: people.length,
    testable: testable.length,
    pairs: testable.reduce((sum, { found }) => sum + found.length, 0),
    findings: testable
      .flatMap(({ id, found }) => found.map((one) => ({ person: id, ...one })))
      .filter(({ q }) => q <= 0.1)
      .sort((one, other) => one.q - other.q || one.p - other.p),
    shifted: { runs, at10: at10 / runs, at05: at05 / runs },
  };
}

function found(relations: ReturnType<typeof findRelations>): readonly Omit<Finding, "person">[] {
  return relations.flatMap(({ pair, found }) => (found === null ? [] : [{ type: pair.type, ...found }]));
}

function drawShift(random: Random, days: number): number {
  return LEAST_SHIFT + Math.floor(random() * Math.max(1, days - 2 * LEAST_SHIFT));
}

/** The surest q with every outcome moved round by so many days, all of them alike, against what leads as it was. */
function leastQ({ calendar, values }: RelationSeries, shift: number): number {
  const moved = (to: RelationSignal) =>
    values[to].map((_, day) => values[to][(day + shift) % calendar.days] ?? Number.NaN);
  const questions = PAIRS.map(({ from, to }) => ({ from: values[from], to: moved(to) }));
  const answers = answerFamily(questions, nuisanceColumns(calendar, CORRELATION_CONFIG));
  return Math.min(1, ...answers.flatMap(({ found }) => (found === null ? [] : [found.q])));
}
