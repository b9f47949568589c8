import { CORRELATION_CONFIG } from "../correlations/config.ts";
import { daysBetween, type LocalDate } from "../model/local-date.ts";
import type { Look, LookResult, RelationState, Standing } from "./look.ts";

/** Shares of false findings to be expected up to which a relation is watched, possible, and sure. */
const WATCHING_Q = 0.2;
const EMERGING_Q = 0.1;
const ESTABLISHED_Q = 0.05;
/** Strength below which it is not worth a word. */
const LEAST_STRENGTH = 0.15;
/** It has to be sure for so long; looked at weekly, what is sure once is mostly chance. */
const DAYS_HELD = 14;
/** Looks in a row by which it no longer holds, and by which it is lost sight of. */
const LOOKS_TO_FADE = 2;
const LOOKS_OUT_OF_SIGHT = 4;

type Found = NonNullable<LookResult["found"]>;

/** A relation between two looks. */
type Path = Standing & {
  /** The looks at which it was sure without a break, one way; null where the newest that could test it was not. */
  readonly held: { readonly from: LocalDate; readonly sign: number } | null;
  /** Which way it was established. */
  readonly sign: number;
  /** Looks in a row at which it did not hold, of those that could test it. */
  readonly misses: number;
  /** Looks in a row that could not test it. */
  readonly unseen: number;
};

/**
 * Where every relation stands after a person's looks: `watching`, `emerging`, `established`, `faded`, or `none`.
 *
 * It is established once it was sure at every look for two weeks, and stays so until it is not even worth watching at two looks in a
 * row, or until it is found the other way round. A look that could not test it proves nothing and breaks nothing; four of them
 * in a row end whatever it was: it has not faded, nobody knows. What has faded stays so until it is
 * possible again, and is established by the same road.
 *
 * @param looks oldest first, some may be missing
 * @returns one entry a relation that was ever looked at, in the order in which they came up; never `replicated`
 * @throws RangeError where a look comes twice or out of order
 */
export function standingsOf(looks: readonly Look[]): readonly Standing[] {
  const paths = new Map<string, Path>();
  for (const [index, look] of looks.entries()) {
    const before = looks[index - 1];
    if (before !== undefined && before.date >= look.date) {
      throw new RangeError(`unexpected look of ${look.date} after ${before.date}: expected a later one`);
    }
    const results = new Map(look.results.map((result) => [keyOf(result), result]));
    for (const key of new Set([...paths.keys(), ...results.keys()])) {
      const result = results.get(key);
      const path = paths.get(key) ?? (result === undefined ? null : freshPath(result, look.date));
      if (path === null) continue;
      const found = result?.found ?? null;
      paths.set(key, found === null ? withoutTest(path, look.date) : withTest(path, found, look.date));
    }
  }
  return [...paths.values()].map(({ held, sign, misses, unseen, ...standing }) => standing);
}

const keyOf = ({ type, subject }: Pick<LookResult, "type" | "subject">) => `${type} ${subject}`;

function freshPath({ type, subject }: LookResult, date: LocalDate): Path {
  return {
    type,
    subject,
    state: "none",
    since: date,
    establishedOn: null,
    found: null,
    held: null,
    sign: 0,
    misses: 0,
    unseen: 0,
  };
}

function withoutTest(path: Path, date: LocalDate): Path {
  const unseen = path.unseen + 1;
  if (unseen < LOOKS_OUT_OF_SIGHT) return { ...path, unseen };
  // What was said to hold no longer stays said.
  const lost = { ...path, unseen, held: null, misses: 0 };
  return path.state === "faded" ? lost : inState(lost, "none", date);
}

function withTest(path: Path, found: Found, date: LocalDate): Path {
  const misses = found.q > WATCHING_Q ? path.misses + 1 : 0;
  const seen = { ...path, found, held: heldAfter(path, found, date), misses, unseen: 0 };
  if (path.state === "established") {
    const isReversed = misses === 0 && Math.sign(found.r) !== path.sign;
    return misses >= LOOKS_TO_FADE || isReversed ? inState(seen, "faded", date) : seen;
  }
  const { held } = seen;
  if (held !== null && daysBetween(held.from, date) >= DAYS_HELD) {
    return { ...inState(seen, "established", date), establishedOn: date, sign: held.sign };
  }
  const state = stateAtOneLook(found);
  return path.state === "faded" && state !== "emerging" ? seen : inState(seen, state, date);
}

/** Since when it has been sure without a break, this look included. */
function heldAfter({ held }: Path, { q, n, r }: Found, date: LocalDate): Path["held"] {
  const isSure = q <= ESTABLISHED_Q && n >= CORRELATION_CONFIG.publishPairs && Math.abs(r) >= LEAST_STRENGTH;
  if (!isSure) return null;
  const sign = Math.sign(r);
  return held?.sign === sign ? held : { from: date, sign };
}

function stateAtOneLook({ q, n }: Found): RelationState {
  if (q <= EMERGING_Q && n >= CORRELATION_CONFIG.publishPairs) return "emerging";
  return q <= WATCHING_Q ? "watching" : "none";
}

function inState(path: Path, state: RelationState, date: LocalDate): Path {
  return path.state === state ? path : { ...path, state, since: date };
}
