import type { InsightRow } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import { dayShort, sentenceCase } from "../format.ts";
import { inline } from "../reply.ts";
import { daysWords, endsOf, namesAmount, patternClause, roughClause } from "./pattern.ts";

/** From this p on, gaps are taken to go with what follows. */
const GAPS_P = 0.05;

/** Strength words by the size of r, each up to its end. */
const STRENGTHS = [
  { below: 0.2, word: "slight" },
  { below: 0.35, word: "moderate" },
  { below: 0.5, word: "clear" },
  { below: Number.POSITIVE_INFINITY, word: "strong" },
] as const;

/** The word for how strongly two things go together, from r of −1 to 1. */
function strengthWord(r: number): string {
  const word = STRENGTHS.find(({ below }) => Math.abs(r) < below)?.word ?? "slight";
  return inline(`insights/patterns/strength-${word}`);
}

/** A finding in its sentences: what goes with what, on how many days, since when, and what makes it less sure. */
export function findingWords(row: InsightRow, { today, person }: StepContext): string {
  const { data, state, establishedOn, lookedOn } = row;
  const { missingness, replication } = data;
  const { lead } = endsOf(row.signalType);
  const isNew = isNewlyFound(row);
  const hasGaps = missingness !== null && missingness.p <= GAPS_P;
  const facts = {
    days: daysWords(data.n),
    period: periodWords(data, today),
    since: dayShort(establishedOn ?? lookedOn, today),
    strength: strengthWord(row.strength),
    fresh: replication?.n ?? 0,
  };
  // Gaps that are not like the other days: how strong it is, nobody can say.
  const sure = hasGaps ? "gaps" : "plain";
  const since = state === "replicated" && replication !== null ? "twice" : isNew ? "new" : "once";
  return [
    sentenceOf(patternClause(row, person.currency)),
    ...(namesAmount(row, person.currency) ? [] : [inline("insights/patterns/no-amount")]),
    inline(`insights/patterns/basis-${sure}-${since}`, facts),
    ...(hasGaps ? [inline(`insights/patterns/gaps-${lead}`)] : []),
  ].join(" ");
}

/** Whether the look that a finding stands by is the one that established it. */
export function isNewlyFound({ establishedOn, lookedOn }: InsightRow): boolean {
  return establishedOn === null || establishedOn === lookedOn;
}

/** A pattern that is no finding yet, with its days. */
export function possibleWords(row: InsightRow): { readonly pattern: string; readonly days: string } {
  return { pattern: roughClause(row), days: daysWords(row.data.n) };
}

/** A clause as a sentence of its own. */
export function sentenceOf(clause: string): string {
  return inline("insights/sentence", { words: sentenceCase(clause) });
}

/** `27 May to 22 November`. */
export function periodWords(
  { from, to }: { readonly from: string; readonly to: string },
  today: string,
): string {
  return inline("questions/words/from-to", { from: dayShort(from, today), to: dayShort(to, today) });
}
