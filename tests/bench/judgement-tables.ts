import { quantileSorted } from "simple-statistics";
import { MESSAGE_KINDS } from "../../coaching/delivery/kinds.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import { isNudge } from "../support/judgement/log-reading.ts";
import type { Promised } from "../support/judgement/promises.ts";
import type { RuleLog, YearLog } from "../support/judgement/year-log.ts";
import { alignedTable } from "./aligned-table.ts";
import { count, met, type Row } from "./measure.ts";

const WEEK_MS = 7 * 86_400_000;

export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

export function promiseTable(promised: readonly Promised[]): readonly string[] {
  return alignedTable([
    ["promise", "held against", "broken", ""],
    ...promised.map(
      ({ promise, looked, broken }): Row => [
        promise,
        count(looked),
        count(broken.length),
        met(broken.length === 0),
      ],
    ),
  ]);
}

/** One line for each promise that was broken: the first such case. */
export function brokenLines(promised: readonly Promised[]): readonly string[] {
  return promised.flatMap(({ promise, broken: [first] }) =>
    first === undefined ? [] : [`- ${promise}: ${first.personId}, ${first.at.toISOString()}, ${first.what}`],
  );
}

const heardOf = (logs: readonly YearLog[]) =>
  logs.flatMap(({ rules }) => rules.filter(({ isWithheld }) => !isWithheld));

/** What was said, by rule, the most frequent first; rules that never spoke last. */
export function ruleTable(logs: readonly YearLog[], rules: readonly Rule[]): readonly string[] {
  const heard = heardOf(logs);
  const rows = rules.map(({ id, type, level }) => {
    const own = heard.filter(({ ruleId }) => ruleId === id);
    const people = logs.filter((log) => log.rules.some(({ ruleId }) => ruleId === id)).length;
    return { id, type, level, own, people };
  });
  rows.sort((one, other) => other.own.length - one.own.length);
  return alignedTable([
    ["rule", "type", "level", "of what rules said", "times a person and year", "people who heard it"],
    ...rows.map(({ id, type, level, own, people }) => [
      id,
      type,
      level,
      percent(own.length / heard.length),
      (own.length / logs.length).toFixed(1),
      percent(people / logs.length),
    ]),
  ]);
}

export function typeTable(logs: readonly YearLog[], rules: readonly Rule[]): readonly string[] {
  const typeOf = new Map(rules.map(({ id, type }) => [id, type]));
  const heard = heardOf(logs);
  const share = (of: readonly RuleLog[], type: string) =>
    percent(of.filter(({ ruleId }) => typeOf.get(ruleId) === type).length / Math.max(1, of.length));
  const inCheckIn = heard.filter((one) => one.isInCheckIn);
  const unasked = heard.filter((one) => !one.isInCheckIn);
  const evening = heard.filter(({ slot }) => slot === "evening");
  return alignedTable([
    ["type", "of all", "under a check-in", "unasked", "of an evening"],
    ...["financial", "energy", "mood", "combined"].map((type) => [
      type,
      ...[heard, inCheckIn, unasked, evening].map((of) => share(of, type)),
    ]),
    [
      "messages a person and year",
      ...[heard, inCheckIn, unasked, evening].map((of) => (of.length / logs.length).toFixed(0)),
    ],
  ]);
}

/** What became of the slots of each kind, in shares of them. */
export function heldTable(logs: readonly YearLog[]): readonly string[] {
  const slots = logs.flatMap((log) => log.slots.filter(({ isAgain }) => !isAgain));
  const byKind = Map.groupBy(slots, ({ kind }) => kind);
  const reasons = Map.groupBy(slots, ({ reason, isGoodbye }) => (isGoodbye ? "goodbye" : (reason ?? "said")));
  const order = [...reasons]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([reason]) => reason);
  return alignedTable([
    ["", ...MESSAGE_KINDS],
    ...order.map((reason) => [
      reason,
      ...MESSAGE_KINDS.map((kind) => {
        const own = reasons.get(reason)?.filter((slot) => slot.kind === kind).length ?? 0;
        return own === 0 ? "" : percent(own / (byKind.get(kind)?.length ?? 1));
      }),
    ]),
    ["slots", ...MESSAGE_KINDS.map((kind) => count(byKind.get(kind)?.length ?? 0))],
  ]);
}

/** How much a person hears in a week, over all people and weeks. */
export function weekTable(logs: readonly YearLog[], days: number): readonly string[] {
  const weeks = Math.floor(days / 7);
  const perWeek = (timesOf: (log: YearLog) => readonly Date[]) =>
    logs
      .flatMap((log) => {
        const counts = Array.from({ length: weeks }, () => 0);
        for (const at of timesOf(log)) {
          const week = Math.floor((at.getTime() - log.from.getTime()) / WEEK_MS);
          if (week < weeks) counts[week] = (counts[week] ?? 0) + 1;
        }
        return counts;
      })
      .sort((one, other) => one - other);
  const said = ({ slots }: YearLog) => slots.filter(({ reason }) => reason === null);
  const row = (what: string, timesOf: (log: YearLog) => readonly Date[]) => {
    const sorted = perWeek(timesOf);
    const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
    return [
      what,
      mean.toFixed(1),
      ...[0.05, 0.5, 0.95, 1].map((share) => quantileSorted(sorted, share).toFixed(0)),
    ];
  };
  const timesOf = (things: readonly { readonly at: Date }[]) => things.map(({ at }) => at);
  return alignedTable([
    ["messages a person and week", "mean", "5 of 100", "median", "95 of 100", "most"],
    row("questions how they are", (log) => timesOf(said(log).filter((slot) => !isNudge(slot)))),
    row("nudges, unasked", (log) => timesOf(said(log).filter(isNudge))),
    row("rules under a check-in", (log) =>
      timesOf(log.rules.filter(({ isInCheckIn, isWithheld }) => isInCheckIn && !isWithheld)),
    ),
    row("all", (log) => [
      ...timesOf(said(log)),
      ...timesOf(log.rules.filter(({ isInCheckIn, isWithheld }) => isInCheckIn && !isWithheld)),
    ]),
  ]);
}

/** How much of what might be left out was, among those who agreed. */
export function withheldShare(logs: readonly YearLog[], rules: readonly Rule[]) {
  const tried = new Set(
    rules
      .filter(({ riskLevel, level, isAskedFor }) => riskLevel === "low" && level === "nudge" && !isAskedFor)
      .map(({ id }) => id),
  );
  const agreed = logs.filter(({ settings }) => settings[0]?.preferences.joinsTrials === true);
  const all = agreed.flatMap((log) => log.rules);
  const harmless = all.filter(({ ruleId }) => tried.has(ruleId));
  const withheld = harmless.filter(({ isWithheld }) => isWithheld);
  return {
    people: agreed.length,
    ofHarmless: withheld.length / Math.max(1, harmless.length),
    ofAll: withheld.length / Math.max(1, all.length),
    harmless: harmless.length,
  };
}
