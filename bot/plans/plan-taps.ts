import { randomUUID } from "node:crypto";
import { z } from "zod";
import { logEvent } from "../../db/queries/events.ts";
import {
  endPlan,
  findPlan,
  removePlan,
  resumePlan,
  type StoredPlan,
  savePlan,
} from "../../db/queries/plans.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { say as part, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { dropUndo } from "../undo-memory.ts";
import { tapOffer } from "./offer-taps.ts";
import { undoChoice } from "./park.ts";

/** `plan:<what>:<plan>`; with the number of the question where a plan was only read back, with the message where it was offered. */
export async function tapPlan(turn: Turn, action: string): Promise<void> {
  const { db, context, chat } = turn;
  const { userId } = context.person;
  const [, name = "", id = ""] = action.split(":");
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  if (name === "keep" || name === "change" || name === "drop") return settle(turn, name, id);
  if (name === "yes" || name === "not-today") return tapOffer(turn, name, id);
  const plan = z.uuid().safeParse(id).success ? await findPlan(db, userId, id) : null;
  if (plan === null) return say(turn, [tell(name === "undo" ? "undo/money-before" : "errors/button-gone")]);
  dropUndo(turn, (one) => one.kind === "button" && one.action === action);
  switch (name) {
    case "undo":
      await removePlan(db, userId, id);
      return say(turn, [tell("plans/undone", { words: plan.words })]);
    case "end":
      return end(turn, plan);
    case "resume":
      if (!(await resumePlan(db, userId, id))) return say(turn, [tell("undo/money-before")]);
      return say(turn, [tell("plans/resumed", { words: plan.words })]);
    default:
      return say(turn, [tell("errors/button-gone")]);
  }
}

/** The plan that was read back: kept, said anew or dropped. */
async function settle(turn: Turn, answer: "keep" | "change" | "drop", asked: string): Promise<void> {
  const { db, context } = turn;
  const { plan } = turn.memory;
  if (plan === null || plan.asked !== asked) return say(turn, [tell("plans/not-asked")]);
  turn.memory = { ...turn.memory, plan: null };
  if (answer !== "keep") return say(turn, [tell(answer === "change" ? "plans/change" : "plans/dropped")]);
  const { userId } = context.person;
  const id = randomUUID();
  const { words, offer, condition } = plan;
  await savePlan(db, userId, { id, words, offer, condition }, context.now);
  await logEvent(db, userId, "plan_made", { planId: id }, context.now);
  say(turn, [{ parts: [part("plans/kept")], choices: [undoChoice(turn, `plan:undo:${id}`)] }]);
}

async function end(turn: Turn, { id, words }: StoredPlan): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  if (!(await endPlan(db, userId, id, context.now)))
    return say(turn, [tell("plans/ended-before", { words })]);
  await logEvent(db, userId, "plan_ended", { planId: id }, context.now);
  say(turn, [{ parts: [part("plans/ended", { words })], choices: [undoChoice(turn, `plan:resume:${id}`)] }]);
}
