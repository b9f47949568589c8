import { PAIRS, type RelationSignal } from "../../coaching/correlations/family.ts";
import type { LookResult } from "../../coaching/insights/look.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { dayShort, listed, sentenceCase } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { type Countdown, countdownOf } from "./countdown-stand-in.ts";
import { endName, signalName } from "./names.ts";
import { endsOf } from "./pattern.ts";

/** Lines of countdowns that are shown unless all are asked for. */
const MOST_COUNTDOWNS = 4;

const BODY: readonly RelationSignal[] = [
  "sleepMinutes",
  "hrvMs",
  "restingHeartRateBpm",
  "stressLevel",
  "steps",
  "activityKcal",
];
const MONEY: readonly RelationSignal[] = ["spentDiscretionaryMinor", "impulseCount"];

/** What a signal's days hold: nothing, one value only, or something to compare. */
export type Knowledge = "missing" | "constant" | "known";

export function knowledgeOf(days: readonly DayRecord[], signal: RelationSignal): Knowledge {
  const values = new Set(days.flatMap((day) => day[signal] ?? []));
  if (values.size === 0) return "missing";
  return values.size === 1 ? "constant" : "known";
}

/**
 * Why nothing can be said of these yet, gathered by what is missing: signals nobody tells, those that never change, then how
 * far each of the others is.
 *
 * @param isWhole whether every countdown is told
 */
export function notYetParts(
  thin: readonly Pick<LookResult, "type" | "subject">[],
  known: Known,
  today: LocalDate,
  isWhole: boolean,
): readonly Part[] {
  const pairs = thin.flatMap(({ type }) => PAIRS.find((pair) => pair.type === type) ?? []);
  const signals = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))];
  const of = (wanted: Knowledge) => signals.filter((signal) => knowledgeOf(known.days, signal) === wanted);
  const counted = pairs
    .filter(({ from, to }) => [from, to].every((signal) => of("known").includes(signal)))
    .map((pair) => ({ pair, countdown: countdownFor(known, pair) }));
  const lines = countdownLines(counted, today);
  const shown = isWhole ? lines : lines.slice(0, MOST_COUNTDOWNS);
  const rest = lines.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [say("insights/not-yet-more", { count: rest })] : []),
    ...missingParts(of("missing"), signals),
    ...constantParts(of("constant")),
  ];
}

type Known = { readonly days: readonly DayRecord[]; readonly date: LocalDate };

/** How far a pair is. */
export function countdownFor({ days, date }: Known, pair: (typeof PAIRS)[number]): Countdown {
  return countdownOf(days, pair, date);
}

/** The most days on which two things that are held against each other are both known. */
export function bestCount(known: Known): number {
  return Math.max(...PAIRS.map((pair) => countdownFor(known, pair).have));
}

/** One line for what leads and stands at the same count; the furthest first. */
function countdownLines(
  counted: readonly { readonly pair: (typeof PAIRS)[number]; readonly countdown: Countdown }[],
  today: LocalDate,
): readonly Part[] {
  const groups = Map.groupBy(counted, ({ pair, countdown }) =>
    [pair.from, countdown.have, countdown.earliest].join(),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const outcomes = listed(group.map(({ pair }) => endName(endsOf(pair.type).outcome)));
      return [{ ...first.countdown, what: pairName(first.pair.type, outcomes) }];
    })
    .toSorted((one, other) => other.have - one.have)
    .map(({ what, have, need, earliest }) =>
      earliest === null
        ? say("insights/not-yet-stalled", { what, have, need })
        : say("insights/not-yet-item", { what, have, need, date: dayShort(earliest, today) }),
    );
}

function pairName(type: string, outcomes: string): string {
  return sentenceCase(inline("insights/pair", { lead: endName(endsOf(type).lead), outcomes }));
}

/** Signals that nothing tells, in few lines: a person without any device hears that once. */
function missingParts(
  missing: readonly RelationSignal[],
  looked: readonly RelationSignal[],
): readonly Part[] {
  const body = BODY.filter((signal) => missing.includes(signal));
  const isNoDevice =
    body.length > 0 && BODY.every((signal) => missing.includes(signal) || !looked.includes(signal));
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
