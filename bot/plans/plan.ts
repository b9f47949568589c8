import { offerOf, readCondition } from "../../coaching/plans/read-plan.ts";
import type { Frame } from "../../coaching/understanding/frame.ts";
import { understand } from "../../coaching/understanding/understand.ts";
import { activePlans } from "../../db/queries/plans.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { shorten } from "../format.ts";
import { type Choice, say as part, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { comesWords } from "./plan-comes.ts";
import { conditionWords } from "./plan-words.ts";

const LONGEST_WORDS = 300;
const LONGEST_OFFER = 160;
const MOST_LISTED = 8;

/**
 * "If I slept under 6 h and it's after 21:00, ask me to park it": read back, and kept once the person says that it is what
 * they meant. What is not understood is asked back with an example.
 */
export async function planBySentence(turn: Turn, frame: Frame, text: string): Promise<void> {
  const { context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const { condition = [], action } = frame.intent === "plan" ? frame.slots : {};
  if (condition.length === 0 || action === undefined) return say(turn, [tell("plans/usage")]);
  const read = readCondition(condition, context.person.currency);
  if (read.kind === "unread") {
    return say(turn, [tell("plans/not-understood", { phrase: shorten(read.phrase) })]);
  }
  const asked = String(context.now.getTime());
  const plan = {
    words: shorten(text.replace(/^\/?plan\b[\s:]*/i, "").trim(), LONGEST_WORDS),
    offer: shorten(offerOf(action), LONGEST_OFFER),
    condition: { all: [...read.tests] },
  };
  turn.memory = { ...turn.memory, plan: { asked, ...plan } };
  const facts = {
    words: plan.words,
    when: conditionWords(plan.condition),
    offer: plan.offer,
    comes: comesWords(plan.condition, context.person),
  };
  const choices: readonly Choice[] = [
    { id: `plan:keep:${asked}`, label: "keep", standing: true, means: "yes" },
    { id: `plan:change:${asked}`, label: "change", standing: true },
    { id: `plan:drop:${asked}`, label: "drop", standing: true, means: "no" },
  ];
  say(turn, [{ parts: [part("plans/read-back", facts)], choices }]);
}

/** `/plan if …, …`. */
export async function runPlan(turn: Turn, said: string): Promise<void> {
  const { today, person } = turn.context;
  const { timezone, currency } = person;
  await planBySentence(turn, understand(said, { today, timezone, currency }), said);
}

/** `/plans`: those that hold, each with a button that ends it. */
export async function showPlans(turn: Turn): Promise<void> {
  const { db, context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const plans = await activePlans(db, context.person.userId);
  if (plans.length === 0) return say(turn, [tell("plans/none")]);
  const listed = plans.slice(0, MOST_LISTED);
  const more = plans.length - listed.length;
  say(turn, [
    {
      parts: [
        part("plans/list"),
        ...listed.map(({ words }, index) => part("plans/row", { number: index + 1, words })),
        ...(more > 0 ? [part("plans/more", { count: more })] : []),
      ],
      choices: listed.map(
        ({ id }, index): Choice => ({
          id: `plan:end:${id}`,
          label: "end",
          facts: { number: index + 1 },
          standing: true,
        }),
      ),
    },
  ]);
}
