import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { PAIRS } from "../../coaching/correlations/family.ts";
import type { Look, LookResult } from "../../coaching/insights/look.ts";
import { nextLookNight, type Overview, overviewOf } from "../../coaching/insights/overview.ts";
import type { InsightRow } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { dayName } from "../format.ts";
import type { Answer } from "../question.ts";
import { answered } from "../questions/answers.ts";
import { type Part, say } from "../reply.ts";
import { type Turn, takeAnswer } from "../turn.ts";
import { findingWords, possibleWords } from "./finding.ts";
import { type InsightView, loadInsightView } from "./load.ts";
import { bestCount, notYetParts } from "./not-yet.ts";
import { daysWords, noClause } from "./pattern.ts";
import { insightReceipt } from "./receipt.ts";
import { heardEffects, withdrawnParts } from "./withdrawn.ts";

/** Lines of what was not found that are shown unless all are asked for. */
const MOST_NO = 5;

/** `/insights`, and `/insights all`: what goes together, what may, what does not, and how far the rest is. */
export async function showInsights(turn: Turn, said: string): Promise<void> {
  const { db, chat, context } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const view = await loadInsightView(db, context);
  await takeAnswer(turn, answerInsights(view, context, /^(?:all|everything)$/i.test(said.trim())));
}

/** The button under a list that was cut short. */
export function tapInsights(turn: Turn, action: string): Promise<void> {
  return showInsights(turn, action.slice("insights:".length));
}

/** Pure: the answer from what is stored. */
export function answerInsights(view: InsightView, context: StepContext, isWhole: boolean): Answer {
  const look = view.looks.at(-1) ?? null;
  const overview = overviewOf(view.rows, look);
  const { found, toWithdraw } = overview;
  const withdrawn = withdrawnParts(toWithdraw, view.looks, context);
  if (look === null) {
    return {
      replies: [{ parts: [...withdrawn, ...beforeFirstLook(view, context, isWhole)] }],
      explanation: [],
    };
  }
  const shown = isWhole ? overview.no : overview.no.slice(0, MOST_NO);
  const parts = [
    ...withdrawn,
    ...foundParts(found, context),
    ...possibleParts(overview.possible),
    ...noParts(shown, overview.no.length - shown.length),
    ...openParts(overview),
    ...thinParts(overview.thin, view, context, isWhole),
    lookedAtPart(look),
    say("insights/next-look", { day: dayName(nextLookNight(context.today), context.today) }),
  ];
  const answer = answered(parts, insightReceipt(found, view, context));
  return {
    ...withAll(answer, shown.length < overview.no.length),
    effects: heardEffects(found, toWithdraw),
  };
}

function foundParts(found: readonly InsightRow[], context: StepContext): readonly Part[] {
  if (found.length === 0) return [say("insights/none-found")];
  return [
    say("insights/found"),
    ...found.map((row) => say("insights/item", { words: findingWords(row, context) })),
    say("insights/proof"),
  ];
}

function possibleParts(possible: readonly InsightRow[]): readonly Part[] {
  if (possible.length === 0) return [];
  return [
    say("insights/possible"),
    ...possible.map((row) => say("insights/possible-item", possibleWords(row))),
  ];
}

function noParts(shown: readonly LookResult[], more: number): readonly Part[] {
  if (shown.length === 0) return [];
  return [
    say("insights/not-found"),
    ...shown.map((result) =>
      say("insights/not-found-item", { no: noClause(result), days: daysWords(result.found?.n ?? 0) }),
    ),
    ...(more > 0 ? [say("insights/not-found-more", { count: more })] : []),
  ];
}

function openParts({ open }: Overview<InsightRow>): readonly Part[] {
  if (open.length === 0) return [];
  return [open.length === 1 ? say("insights/open-one") : say("insights/open-many", { count: open.length })];
}

/** How many were checked together: the number that "why?" under a message goes by, which knows nothing of what they note. */
function lookedAtPart({ results }: Look): Part {
  const tags = results.filter(({ subject }) => subject !== "").length;
  const facts = { pairs: results.length - tags, tags };
  return tags === 0 ? say("insights/looked-at", facts) : say("insights/looked-at-tags", facts);
}

function thinParts(
  thin: readonly Pick<LookResult, "type" | "subject">[],
  view: InsightView,
  { today }: StepContext,
  isWhole: boolean,
): readonly Part[] {
  const parts = notYetParts(thin, view, today, isWhole);
  return parts.length === 0 ? [] : [say("insights/not-yet"), ...parts];
}

/** Nothing was looked at so far: when it will be, and how far the days are. */
function beforeFirstLook(view: InsightView, context: StepContext, isWhole: boolean): readonly Part[] {
  const { today } = context;
  if (view.days.length === 0) return [say("insights/nothing")];
  const have = bestCount(view);
  const need = CORRELATION_CONFIG.minPairs;
  const first =
    have === 0
      ? say("insights/one-side")
      : have < need
        ? say("insights/first-look-later", { need, have })
        : say("insights/first-look", { day: dayName(nextLookNight(today), today) });
  const all = PAIRS.map(({ type }) => ({ type, subject: "" }));
  return [first, ...thinParts(all, view, context, isWhole)];
}

function withAll(answer: Answer, isCut: boolean): Answer {
  const [reply, ...others] = answer.replies;
  if (!isCut || reply === undefined) return answer;
  const parts = [...reply.parts, say("insights/end")];
  const choices = [{ id: "insights:all", label: "all", standing: true }, ...(reply.choices ?? [])];
  return { ...answer, replies: [{ ...reply, parts, choices }, ...others] };
}
