import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { PAIRS, type RelationSignal } from "../../coaching/correlations/family.ts";
import { type Countdown, countdownOf } from "../../coaching/insights/countdown.ts";
import { type RelationName, endsOf as signalEnds } from "../../coaching/insights/relation.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { dayShort, listed, sentenceCase } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { endName, signalName } from "./names.ts";
import { endsOf } from "./pattern.ts";

/** Lines of countdowns that are shown unless all are asked for. */
const MOST_COUNTDOWNS = 4;

/** Over fewer days one value all along is no wonder. */
const LEAST_CONSTANT_DAYS = 7;

const BODY: readonly RelationSignal[] = [
  "sleepMinutes",
  "hrvMs",
  "restingHeartRateBpm",
  "stressLevel",
  "steps",
  "activityKcal",
];
const MONEY: readonly RelationSignal[] = ["spentDiscretionaryMinor", "impulseCount"];

/** @property date the last day of them */
type Known = { readonly days: readonly DayRecord[]; readonly date: LocalDate };

/** What a signal's days hold: nothing, one value only, or something to compare. */
type Knowledge = "missing" | "constant" | "known";

export function knowledgeOf({ days }: Pick<Known, "days">, signal: RelationSignal): Knowledge {
  const values = days.flatMap((day) => day[signal] ?? []);
  if (values.length === 0) return "missing";
  return values.length >= LEAST_CONSTANT_DAYS && new Set(values).size === 1 ? "constant" : "known";
}

/** The signals of a relation; of a tag's the one that follows. */
export function signalsOf({ type }: Pick<RelationName, "type">): readonly RelationSignal[] {
  const { from, to } = signalEnds(type);
  return from === null ? [to] : [from, to];
}

/** The most days on which two things that are held against each other are both known; no more than are needed. */
export function bestCount({ days, date }: Known): number {
  const counts = PAIRS.map(
    ({ type }) => countdownOf({ type, subject: "" }, days, date)?.pairs ?? CORRELATION_CONFIG.publishPairs,
  );
  return Math.max(...counts);
}

/**
 * Why nothing can be said of these yet, gathered by what is missing: how far they are, then signals that nobody tells, and those
 * that never change.
 *
 * @param isWhole whether every countdown is told
 */
export function notYetParts(
  thin: readonly RelationName[],
  known: Known,
  today: LocalDate,
  isWhole: boolean,
): readonly Part[] {
  const signals = [...new Set(thin.flatMap(signalsOf))];
  const knowledge = new Map(signals.map((signal) => [signal, knowledgeOf(known, signal)] as const));
  const of = (wanted: Knowledge) => signals.filter((signal) => knowledge.get(signal) === wanted);
  const counting = thin.filter((one) => signalsOf(one).every((signal) => knowledge.get(signal) === "known"));
  const lines = countdownLines(counting, known, today);
  const shown = isWhole ? lines : lines.slice(0, MOST_COUNTDOWNS);
  const rest = lines.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [say("insights/not-yet-more", { count: rest })] : []),
    ...missingParts(of("missing"), signals),
    ...constantParts(of("constant")),
  ];
}

/** One line for what leads and stands at the same count; the furthest first. */
function countdownLines(
  relations: readonly RelationName[],
  { days, date }: Known,
  today: LocalDate,
): readonly Part[] {
  const counted = relations.map((relation) => ({ relation, countdown: countdownOf(relation, days, date) }));
  const groups = Map.groupBy(counted, ({ relation, countdown }) =>
    [endsOf(relation.type).lead, relation.subject, countdown?.pairs, countdown?.earliest].join(),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const outcomes = listed(group.map(({ relation }) => endName(endsOf(relation.type).outcome)));
      return [{ countdown: first.countdown, what: pairName(first.relation, outcomes) }];
    })
    .toSorted((one, other) => pairsOf(other.countdown) - pairsOf(one.countdown))
    .map(({ what, countdown }) => countdownPart(what, countdown, today));
}

function pairsOf(countdown: Countdown | null): number {
  return countdown?.pairs ?? CORRELATION_CONFIG.publishPairs;
}

function countdownPart(what: string, countdown: Countdown | null, today: LocalDate): Part {
  if (countdown === null) return say("insights/not-yet-ready", { what });
  const { pairs: have, needed: need, earliest } = countdown;
  return earliest === null
    ? say("insights/not-yet-stalled", { what, have, need })
    : say("insights/not-yet-item", { what, have, need, date: dayShort(earliest, today) });
}

function pairName({ type, subject }: RelationName, outcomes: string): string {
  return sentenceCase(inline("insights/pair", { lead: endName(endsOf(type).lead, subject), outcomes }));
}

/** Signals that nothing tells, in few lines: a person without any device hears that once. */
function missingParts(
  missing: readonly RelationSignal[],
  looked: readonly RelationSignal[],
): readonly Part[] {
  const body = BODY.filter((signal) => missing.includes(signal));
  const isNoDevice = BODY.every((signal) => missing.includes(signal) || !looked.includes(signal));
  const names = sentenceCase(listed(body.map(signalName)));
  const [mood, energy] = [missing.includes("mood"), missing.includes("energySelf")];
  return [
    ...(body.length === 0
      ? []
      : [isNoDevice ? say("insights/missing-body") : say("insights/missing-signals", { names })]),
    ...(mood && energy ? [say("insights/missing-mood-and-energy")] : []),
    ...(mood && !energy ? [say("insights/missing-mood")] : []),
    ...(energy && !mood ? [say("insights/missing-energy")] : []),
    ...(MONEY.some((signal) => missing.includes(signal)) ? [say("insights/missing-money")] : []),
  ];
}

function constantParts(constant: readonly RelationSignal[]): readonly Part[] {
  if (constant.length === 0) return [];
  return [say("insights/constant", { names: sentenceCase(listed(constant.map(signalName))) })];
}
