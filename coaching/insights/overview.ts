import { CORRELATION_CONFIG } from "../correlations/config.ts";
import { addDays, type LocalDate, weekStartOf } from "../model/local-date.ts";
import type { Look, LookResult, RelationState } from "./look.ts";

/** A relation that is stored as it stands. */
export type StandingRow = {
  readonly signalType: string;
  readonly subject: string;
  readonly state: Exclude<RelationState, "none" | "watching">;
  readonly saidAt: Date | null;
  readonly withdrawnAt: Date | null;
};

/** Everything that is looked for, by how far it is; each relation is in one list at most. */
export type Overview<Row> = {
  /** Established or replicated, in the order given. */
  readonly found: readonly Row[];
  /** Emerging. */
  readonly possible: readonly Row[];
  /** Said as found, holds no longer, and was not yet taken back. */
  readonly toWithdraw: readonly Row[];
  /** Looked at on days enough and not found, what is asked about most first. */
  readonly no: readonly LookResult[];
  /** Neither found nor not found: the newest look was not clear. */
  readonly open: readonly LookResult[];
  /** Too few days, or nothing to compare. */
  readonly thin: readonly LookResult[];
};

/** From this q on nothing speaks for a relation: what was found fades there. */
const NOT_FOUND_Q = 0.2;

/** What people ask about most, first. */
const ASKED_FIRST = ["_to_spending", "_to_impulse", "_to_mood"] as const;

/**
 * Sorts what the newest look saw and what stands by all looks.
 *
 * @param rows relations as they stand
 * @param look the newest; null before the first
 */
export function overviewOf<Row extends StandingRow>(rows: readonly Row[], look: Look | null): Overview<Row> {
  const found = rows.filter(isFound);
  const possible = rows.filter(({ state }) => state === "emerging");
  const told = new Set([...found, ...possible].map(({ signalType, subject }) => keyOf(signalType, subject)));
  const rest = (look?.results ?? []).filter(({ type, subject }) => !told.has(keyOf(type, subject)));
  return {
    found,
    possible,
    toWithdraw: rows.filter(waitsForWithdrawal),
    no: rest.filter(isNo).toSorted((one, other) => rankOf(one.type) - rankOf(other.type)),
    open: rest.filter((result) => isTold(result) && !isNo(result)),
    thin: rest.filter((result) => !isTold(result)),
  };
}

/** Whether a relation may be said as found. */
export function isFound({ state }: Pick<StandingRow, "state">): boolean {
  return state === "established" || state === "replicated";
}

/** Whether a person has heard of it and not yet that it holds no longer. */
export function waitsForWithdrawal({ state, saidAt, withdrawnAt }: StandingRow): boolean {
  return state === "faded" && saidAt !== null && withdrawnAt === null;
}

/** Looked at on days enough that something can be said of it. */
export function isTold({ found }: LookResult): boolean {
  return found !== null && found.n >= CORRELATION_CONFIG.publishPairs;
}

/** Looked at on days enough, and not found. */
export function isNo(result: LookResult): boolean {
  return isTold(result) && result.found !== null && isNotFound(result.found);
}

/** Whether a test left nothing that speaks for a relation. */
export function isNotFound({ q }: Pick<NonNullable<LookResult["found"]>, "q">): boolean {
  return q > NOT_FOUND_Q;
}

function keyOf(type: string, subject: string): string {
  return `${type}/${subject}`;
}

function rankOf(type: string): number {
  const rank = ASKED_FIRST.findIndex((end) => type.endsWith(end));
  return rank < 0 ? ASKED_FIRST.length : rank;
}

/** The Monday in whose night the next look is. */
export function nextLookNight(today: LocalDate): LocalDate {
  return addDays(weekStartOf(today), 7);
}
