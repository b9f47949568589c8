import { PAIRS, type RelationSignal } from "../../coaching/correlations/family.ts";
import { type AskedRelation, askedRelation } from "../../coaching/insights/asked.ts";
import { countdownOf } from "../../coaching/insights/countdown.ts";
import type { LookResult } from "../../coaching/insights/look.ts";
import { isNo, isTold, nextLookNight, overviewOf } from "../../coaching/insights/overview.ts";
import type { InsightRow } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import { dayName, dayShort, sentenceCase } from "../format.ts";
import { findingWords, periodWords, possibleWords } from "../insights/finding.ts";
import { type InsightView, loadInsightView } from "../insights/load.ts";
import { endName, signalName } from "../insights/names.ts";
import { knowledgeOf, signalsOf } from "../insights/not-yet.ts";
import { daysWords, endsOf, noClause } from "../insights/pattern.ts";
import { insightReceipt } from "../insights/receipt.ts";
import { heardEffects, withdrawnParts } from "../insights/withdrawn.ts";
import { relationPicture } from "../pictures/relation.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { answered, line } from "./answers.ts";
import { tagParts } from "./relation-tags.ts";

/** Over fewer days than these a slight pattern is mostly missed. */
const THIN_NO_DAYS = 90;

/** "Does bad sleep make me spend more?": what all looks say of the two. */
export const askRelation = defineQuestion({
  intent: "ask_relation",
  load: (db, _, __, context) => loadInsightView(db, context),
  answer: (view, { slots }, context) => answerRelation(view, askedRelation(slots.x, slots.y), context),
});

/** Pure: the answer from what is stored. */
export function answerRelation(view: InsightView, asked: AskedRelation, context: StepContext): Answer {
  if (asked.kind === "tag-elsewhere") {
    return answered(tagParts(view, asked.tag, signalName(asked.outcome)), insightReceipt([], view, context));
  }
  if (asked.kind === "not-looked-for") {
    const [lead, outcome] = [signalName(asked.lead), signalName(asked.outcome)];
    const facts = { lead: sentenceCase(lead), outcome, count: PAIRS.length };
    return { replies: [{ parts: [say("questions/relation/not-looked-for", facts)] }], explanation: [] };
  }
  if (asked.kind !== "relation")
    return { replies: [{ parts: [say(`questions/relation/${asked.kind}`)] }], explanation: [] };
  return answerKnown(view, asked, context);
}

type KnownRelation = Extract<AskedRelation, { kind: "relation" }>;

function answerKnown(view: InsightView, asked: KnownRelation, context: StepContext): Answer {
  const isIt = (one: { readonly signalType: string; readonly subject: string }) =>
    one.signalType === asked.type && one.subject === asked.subject;
  const overview = overviewOf(view.rows.filter(isIt), view.looks.at(-1) ?? null);
  const [found] = overview.found;
  const [possible] = overview.possible;
  const result = view.looks
    .at(-1)
    ?.results.find(({ type, subject }) => type === asked.type && subject === asked.subject);
  const told =
    found !== undefined
      ? [say("insights/line", { words: findingWords(found, context) }), say("insights/proof")]
      : possible !== undefined
        ? [say("questions/relation/possible", possibleWords(possible))]
        : resultParts(view, asked, result ?? null, context);
  const rows: readonly InsightRow[] = [...overview.found, ...overview.possible];
  const parts = [...withdrawnParts(overview.toWithdraw, view.looks, context), ...noteParts(asked), ...told];
  return {
    ...answered(
      parts,
      insightReceipt(rows, view, context, rows.length === 0 ? (result ?? null) : null),
      found === undefined ? null : relationPicture(found, view.daysBehind(found), context),
    ),
    effects: heardEffects(overview.found, overview.toWithdraw),
  };
}

/** How what is looked at differs from what was asked. */
function noteParts({ type, subject, isReversed, part }: KnownRelation): readonly Part[] {
  return [
    ...(part === null ? [] : [say("questions/relation/part", { word: part })]),
    ...(isReversed ? [say("questions/relation/one-way", pairFacts(type, subject))] : []),
  ];
}

/** What the newest look saw where nothing stands by all looks. */
function resultParts(
  view: InsightView,
  { type, subject }: KnownRelation,
  result: LookResult | null,
  context: StepContext,
): readonly Part[] {
  const look = view.looks.at(-1);
  if (result === null || look === undefined || !isTold(result) || result.found === null) {
    return subject === "" ? thinParts(view, type, context) : tagParts(view, subject, null);
  }
  const { n } = result.found;
  if (!isNo(result)) {
    return [say("questions/relation/open", { ...pairFacts(type, subject), days: daysWords(n) })];
  }
  const facts = {
    no: noClause(result),
    days: daysWords(n),
    period: periodWords({ from: look.from, to: look.date }, context.today),
  };
  return line(
    say("questions/relation/no", facts),
    ...(n < THIN_NO_DAYS ? [say("questions/relation/no-thin")] : []),
  );
}

/** Too few days, and what would be enough. */
function thinParts(view: InsightView, type: string, { today }: StepContext): readonly Part[] {
  for (const signal of signalsOf({ type })) {
    const knowledge = knowledgeOf(view, signal);
    if (knowledge === "missing") return [missingPart(signal)];
    if (knowledge === "constant") return [say("questions/relation/constant", { name: signalName(signal) })];
  }
  const countdown = countdownOf({ type, subject: "" }, view.days, view.date);
  if (countdown === null) {
    return line(
      say("questions/relation/not-looked-yet", pairFacts(type, "")),
      say("questions/relation/next-look", { day: dayName(nextLookNight(today), today) }),
    );
  }
  const { pairs: have, needed: need, earliest } = countdown;
  return line(
    say("questions/relation/thin", { ...pairFacts(type, ""), have, need }),
    earliest === null
      ? say("questions/relation/thin-stalled")
      : say("questions/relation/thin-until", { date: dayShort(earliest, today) }),
  );
}

function missingPart(signal: RelationSignal): Part {
  if (signal === "mood" || signal === "energySelf") {
    return say("questions/relation/missing-check-in", { name: signalName(signal) });
  }
  if (signal === "spentDiscretionaryMinor" || signal === "impulseCount") {
    return say("questions/relation/missing-money");
  }
  return say("questions/relation/missing-device", { name: signalName(signal) });
}

function pairFacts(type: string, tag: string) {
  const { lead, outcome } = endsOf(type);
  return { lead: endName(lead, tag), outcome: endName(outcome) };
}
