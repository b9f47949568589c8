import { CORRELATION_CONFIG, type CorrelationConfig } from "../correlations/config.ts";
import { type Effect, effectOf } from "../correlations/effect.ts";
import type { Question } from "../correlations/family-answers.ts";
import { testLag } from "../correlations/gls.ts";
import { normalScores } from "../correlations/normal-scores.ts";
import { nuisanceColumns } from "../correlations/nuisance.ts";
import type { DayRecord } from "../model/days.ts";
import type { LocalDate } from "../model/local-date.ts";
import { exposureBefore } from "./exposed-days.ts";
import type { ExposureRule } from "./exposure.ts";
import type { Standing } from "./look.ts";
import { type RelationName, seriesOfRelation } from "./relation.ts";
import { isOrdinaryDay, seriesIn, windowOf } from "./series.ts";

/** How two things go together on the scale of ranks: −1 to +1, how easily chance does that, and on how many days both are known. */
export type Association = { readonly r: number; readonly p: number; readonly n: number };

/** What stands behind a relation beside the looks. */
export type Evidence = {
  /** Exposed days against the others, in the outcome's stored unit; null where no rule gives enough of both. */
  readonly effect: (Effect & ExposureRule) | null;
  /** Whether the outcome is another one on days on which what leads is not known; null with fewer than eight such days. */
  readonly missingness: Association | null;
  /** The same relation on days after it was established alone, p one-sided in its direction; null with fewer than 30. */
  readonly replication: Association | null;
};

/** Gaps from which it is asked what goes with them. */
const LEAST_GAPS = 8;
/** p at which a relation has held on new days. */
const REPLICATED_P = 0.05;

/**
 * The evidence for a relation as it stands, from the days of a look.
 *
 * @param standing at the lag that its newest test found
 * @param days one a calendar day, none left out, in order
 * @param date the last day that is known to it
 * @throws RangeError for days out of order, or a relation that is not looked for
 */
export function evidenceOf(
  standing: Standing,
  days: readonly DayRecord[],
  date: LocalDate,
  config: CorrelationConfig = CORRELATION_CONFIG,
): Evidence {
  const { found, establishedOn } = standing;
  if (found === null) return { effect: null, missingness: null, replication: null };
  const window = windowOf(days, date, config);
  const sides = sidesIn(standing, window, config);
  const { lag } = found;
  return {
    effect: effectFor(standing.type, sides, lag, config),
    missingness: missingnessFor(sides, window, lag, config),
    replication:
      establishedOn === null
        ? null
        : replicationFor(
            sidesIn(
              standing,
              window.filter((day) => day.date > establishedOn),
              config,
            ),
            found,
            config,
          ),
  };
}

/** A standing with what its evidence adds: an established relation that held on new days is replicated, as long as it does. */
export function promoted(standing: Standing, { replication }: Pick<Evidence, "replication">): Standing {
  const { state, found } = standing;
  const isReplicated =
    state === "established" &&
    found !== null &&
    replication !== null &&
    Math.sign(replication.r) === Math.sign(found.r) &&
    replication.p <= REPLICATED_P;
  return isReplicated ? { ...standing, state: "replicated" } : standing;
}

/** Both series of a relation, and what they are looked at beside. */
type Sides = Question & { readonly nuisance: readonly Float64Array[] };

function sidesIn(relation: RelationName, window: readonly DayRecord[], config: CorrelationConfig): Sides {
  const { calendar } = seriesIn(window, config);
  return { ...seriesOfRelation(relation, window, config), nuisance: nuisanceColumns(calendar, config) };
}

function effectFor(type: string, sides: Sides, lag: number, config: CorrelationConfig): Evidence["effect"] {
  const before = exposureBefore(type, sides, lag);
  if (before === null) return null;
  const effect = effectOf(sides.to, before.exposed, sides.nuisance, config);
  return effect === null ? null : { ...before.rule, ...effect };
}

function missingnessFor(
  { from, to, nuisance }: Sides,
  window: readonly DayRecord[],
  lag: number,
  config: CorrelationConfig,
): Association | null {
  const first = from.findIndex((value) => !Number.isNaN(value));
  // Before a watch was there, or a first entry, nothing was missing; and days that are left out are no gaps.
  const isOrdinary = window.map((day) => isOrdinaryDay(day, config));
  const gaps = from.map((value, day) =>
    day >= first && isOrdinary[day] ? Number(Number.isNaN(value)) : Number.NaN,
  );
  const compared = gaps.filter((gap, day) => gap === 1 && !Number.isNaN(to[day + lag] ?? Number.NaN));
  return compared.length < LEAST_GAPS ? null : associationOf({ from: gaps, to, nuisance }, lag, config);
}

function replicationFor(
  sides: Sides,
  { lag, r }: NonNullable<Standing["found"]>,
  config: CorrelationConfig,
): Association | null {
  const fresh = associationOf(sides, lag, config);
  if (fresh === null) return null;
  const isSameWay = Math.sign(fresh.r) === Math.sign(r);
  return { ...fresh, p: isSameWay ? fresh.p / 2 : 1 - fresh.p / 2 };
}

function associationOf(
  { from, to, nuisance }: Sides,
  lag: number,
  config: CorrelationConfig,
): Association | null {
  const [x, y] = [normalScores(from), normalScores(to)];
  if (x === null || y === null) return null;
  const test = testLag(y, x, lag, nuisance, config);
  return test.kind === "untested" ? null : { r: test.r, p: test.p, n: test.pairs };
}
