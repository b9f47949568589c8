import { isFound, waitsForWithdrawal } from "../../coaching/insights/overview.ts";
import type { Database } from "../../db/client.ts";
import { type InsightRow, loadInsights, loadLooks } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { dayShort } from "../format.ts";
import type { Answer } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { isNewlyFound } from "./finding.ts";
import { daysWords, patternClause } from "./pattern.ts";
import { patternLine } from "./receipt.ts";
import { heardEffects, withdrawnParts } from "./withdrawn.ts";

/** What is new about relations, and that it was then heard. */
export type InsightNews = {
  readonly parts: readonly Part[];
  readonly explanation: readonly Part[];
  readonly effects: readonly Effect[];
};

/** A summary's own hint that there is a new pattern, which says less than the pattern itself. */
const HINT = /\/worth-pattern$/;

/** What the week's message has to say of relations: the strongest of those not said yet, and those that hold no longer. */
export async function insightNews(db: Database, context: StepContext): Promise<InsightNews> {
  const { currency, userId } = context.person;
  const rows = await loadInsights(db, userId);
  const faded = rows.filter(waitsForWithdrawal);
  const unsaid = rows.filter((row) => isFound(row) && row.saidAt === null).slice(0, 1);
  const looks = faded.length === 0 ? [] : await loadLooks(db, userId);
  return {
    parts: [...withdrawnParts(faded, looks, context), ...unsaid.map((row) => newsPart(row, context))],
    explanation: unsaid.map((row) => patternLine(row, currency)),
    effects: heardEffects(unsaid, faded),
  };
}

/** Of several one is told a week, and a history that comes in late is looked at from half a year ago on: some are news, but not new. */
function newsPart(row: InsightRow, { person, today }: StepContext): Part {
  const facts = { pattern: patternClause(row, person.currency), days: daysWords(row.data.n) };
  return row.establishedOn === null || isNewlyFound(row)
    ? say("insights/news", facts)
    : say("insights/news-since", { ...facts, since: dayShort(row.establishedOn, today) });
}

/** A summary with the news after it. */
export function withNews(answer: Answer, { parts, explanation, effects }: InsightNews): Answer {
  const [reply, ...others] = answer.replies;
  if (reply === undefined || parts.length === 0) return answer;
  const kept =
    explanation.length === 0 ? reply.parts : reply.parts.filter(({ prompt }) => !HINT.test(prompt));
  return {
    ...answer,
    replies: [{ ...reply, parts: [...kept, ...parts] }, ...others],
    ...(answer.explanation === undefined ? {} : { explanation: [...answer.explanation, ...explanation] }),
    effects: [...(answer.effects ?? []), ...effects],
  };
}
