import { judgeNight } from "../../coaching/features/short-night.ts";
import { askedPeriod } from "../../coaching/questions/asked-period.ts";
import type { AskWhySlots } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { loadDays } from "../../db/queries/days.ts";
import type { StepContext } from "../conversation.ts";
import { duration } from "../format.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { askSleepOrBody } from "./body.ts";
import { explainScores } from "./why-score.ts";
import { explainSpending } from "./why-spending.ts";

/** "Why was yesterday low?": what the number is made of. A bare "why?" explains the last answer instead. */
export const askWhy = defineQuestion({
  intent: "ask_why",
  load: (db, _, { slots }, context) => explain(db, slots, context),
  answer: (answer) => answer,
});

async function explain(db: Database, slots: AskWhySlots, context: StepContext): Promise<Answer> {
  const measure = slots.measure ?? "score";
  if (measure === "spending") return explainSpending(db, slots, context);
  if (measure === "sleep") return explainSleep(db, slots, context);
  return explainScores(db, slots, measure, context);
}

/** The night or nights against the usual, and that a wearable gives minutes and no reasons. */
async function explainSleep(db: Database, slots: AskWhySlots, context: StepContext): Promise<Answer> {
  const { period } = slots;
  const told = await askSleepOrBody.answer(
    db,
    {
      intent: "ask_sleep_or_body",
      slots: { measure: "sleep", ...(period === undefined ? {} : { period }) },
      confidence: 1,
      tier: null,
    },
    context,
  );
  const own = await differenceOf(db, slots, context);
  if (own === null) return told;
  const [reply, ...others] = told.replies;
  if (reply === undefined) return told;
  return { ...told, replies: [{ ...reply, parts: [...reply.parts, ...own] }, ...others] };
}

/** How far one night lies from the usual; null when there is no such night. */
async function differenceOf(
  db: Database,
  { period }: AskWhySlots,
  { person, today }: StepContext,
): Promise<readonly Part[] | null> {
  const asked = askedPeriod(period, { from: today, to: today }, today);
  if (asked.kind === "ahead") return null;
  if (asked.days > 1) return [say("questions/why/sleep-end")];
  const { days } = await loadDays(db, person, asked);
  const night = judgeNight(days, asked.to, person.sleepNeedMinutes);
  if (night.kind === "missing") return null;
  const { sleepMinutes, usualMinutes, needMinutes } = night.value;
  const short = usualMinutes === null ? 0 : Math.round(usualMinutes) - sleepMinutes;
  const needed = needMinutes - sleepMinutes;
  const facts = {
    difference: duration(Math.abs(short)),
    needed: duration(Math.abs(needed)),
    need: duration(needMinutes),
  };
  const own =
    usualMinutes === null || short === 0
      ? []
      : [say(short > 0 ? "questions/why/sleep-under" : "questions/why/sleep-over", facts)];
  const againstNeed = needed > 0 ? [say("questions/why/sleep-need", facts)] : [];
  return [...own, ...againstNeed, say("questions/why/sleep-end")];
}
