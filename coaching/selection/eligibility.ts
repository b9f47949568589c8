import { addDays, daysBetween, type LocalDate, localDateOf } from "../model/local-date.ts";
import type { Finding, Rule } from "../rules/rule.ts";
import type { SelectionConfig } from "./config.ts";
import type { History } from "./history.ts";

/** Why a finding may not be said now, and the first local day on which this reason is over; null: for ever. */
type Bar = {
  readonly state: "retired" | "resting" | "too_soon" | "not_with" | "sensitive";
  readonly until: LocalDate | null;
};

/** A finding of a rule of the slot; `bar` is null where it may be said. */
export type Judged = { readonly finding: Finding; readonly rule: Rule; readonly bar: Bar | null };

/**
 * Which findings may be said now. The first reason in this order is told: retired, put to rest by an answer, said too
 * lately, not to be said beside something said lately, sensitive. What the person asked for rests by their word alone.
 *
 * Findings of rules that have no such slot, or that are unknown, are left out.
 */
export function judgeFindings(
  findings: readonly Finding[],
  rules: readonly Rule[],
  history: History,
  config: SelectionConfig,
): readonly Judged[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return findings.flatMap((finding) => {
    const rule = byId.get(finding.ruleId);
    if (rule === undefined || !rule.slots.includes(history.slot)) return [];
    const bar =
      restBar(finding, history) ??
      (rule.isAskedFor === true ? askedBar(rule, history) : saidBar(finding, rule, byId, history, config));
    return [{ finding, rule, bar }];
  });
}

function restBar({ ruleId, subject }: Finding, { rests, now, zone }: History): Bar | null {
  const active = rests.filter(
    (rest) =>
      rest.ruleId === ruleId &&
      (rest.subject === "" || rest.subject === subject) &&
      (rest.until === null || rest.until > now),
  );
  if (active.length === 0) return null;
  const ends = active.map(({ until }) => (until === null ? null : localDateOf(until, zone)));
  const state = active.some(({ reason }) => reason === "retired") ? "retired" : "resting";
  return { state, until: ends.includes(null) ? null : latest(ends) };
}

/** One plan a day, whichever of several it is: a day keeps one message of a rule. */
function askedBar({ id }: Rule, { said, today }: History): Bar | null {
  const isSaid = said.some(({ ruleId, date, isWithheld }) => ruleId === id && date === today && !isWithheld);
  return isSaid ? { state: "too_soon", until: addDays(today, 1) } : null;
}

/** What was said before, its own and others'. */
function saidBar(
  finding: Finding,
  rule: Rule,
  byId: ReadonlyMap<string, Rule>,
  history: History,
  config: SelectionConfig,
): Bar | null {
  return (
    onceBar(finding, history) ??
    ownBar(rule, history, config) ??
    neighbourBar(rule, byId, history, config) ??
    sensitiveBar(rule, byId, history, config)
  );
}

/** The same payment is announced once, though its rule may speak of another one meanwhile. */
function onceBar({ ruleId, subject, saidOnce }: Finding, { said, today }: History): Bar | null {
  if (saidOnce === undefined) return null;
  const isSaid = said.some(
    (one) => one.ruleId === ruleId && one.subject === subject && one.date >= saidOnce.from,
  );
  return isSaid ? barUntil("too_soon", [saidOnce.until], today) : null;
}

/** What was left out at random rests too: said the day after, it would spoil the day that it is compared on. */
function ownBar(rule: Rule, { said, slot, today }: History, config: SelectionConfig): Bar | null {
  const ends = said
    .filter(({ ruleId }) => ruleId === rule.id)
    .map((one) => {
      // From an evening to a morning three days on, 72 hours have not passed.
      const extra = one.slot === "evening" && slot === "morning" ? 1 : 0;
      return addDays(one.date, Math.max(rule.restDays, config.sameRuleDays + extra));
    });
  return barUntil("too_soon", ends, today);
}

function neighbourBar(
  rule: Rule,
  byId: ReadonlyMap<string, Rule>,
  { said, today }: History,
  { notWithDays }: SelectionConfig,
): Bar | null {
  const isApart = (other: string) =>
    rule.notWith.includes(other) || (byId.get(other)?.notWith.includes(rule.id) ?? false);
  const ends = said
    .filter(({ ruleId, isWithheld }) => !isWithheld && isApart(ruleId))
    .map(({ date }) => addDays(date, notWithDays));
  return barUntil("not_with", ends, today);
}

function sensitiveBar(
  rule: Rule,
  byId: ReadonlyMap<string, Rule>,
  { said, today, isMoodLow }: History,
  { sensitiveDays, lowMood, support }: SelectionConfig,
): Bar | null {
  if (rule.level !== "sensitive") return null;
  const ends = said
    .filter(({ ruleId, isWithheld }) => !isWithheld && byId.get(ruleId)?.level === "sensitive")
    .map(({ date }) => addDays(date, sensitiveDays));
  if (isMoodLow && !support.includes(rule.id)) ends.push(addDays(today, lowMood.lastsDays));
  return barUntil("sensitive", ends, today);
}

function barUntil(state: Bar["state"], ends: readonly LocalDate[], today: LocalDate): Bar | null {
  const until = latest(ends);
  return until !== null && daysBetween(today, until) > 0 ? { state, until } : null;
}

function latest(dates: readonly (LocalDate | null)[]): LocalDate | null {
  return dates.reduce((last, date) => (last === null || (date !== null && date > last) ? date : last), null);
}
