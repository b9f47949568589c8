import { tapDevice } from "./body/device-taps.ts";
import { tellWho } from "./care.ts";
import { tapInsights } from "./insights/report.ts";
import { tapBank } from "./money/bank-taps.ts";
import { answerImport } from "./money/imports.ts";
import { answerMerge } from "./money/merge.ts";
import { tapPurchase } from "./money/purchase-taps.ts";
import { undoMoney } from "./money/undo.ts";
import { answerWorth } from "./money/worth.ts";
import { tapPlan } from "./plans/plan-taps.ts";
import { tapWish } from "./plans/wish-taps.ts";
import { tapSpent } from "./questions/spending-taps.ts";
import { answerAhead, tapFeedbackUndo } from "./rests/feedback-undo.ts";
import { tapRest, tapWakeUndo } from "./rests/rests.ts";
import { tapTrials } from "./trials.ts";
import type { Turn } from "./turn.ts";
import { tapPrivacy } from "./words/privacy.ts";

/**
 * Standing buttons by the first word of their action, `tx:…`: each family looks its row up among the person's own, so that
 * a forged token finds nothing.
 */
const families: Readonly<Record<string, (turn: Turn, action: string) => Promise<void>>> = {
  ahead: answerAhead,
  merge: answerMerge,
  tx: tapPurchase,
  worth: answerWorth,
  bank: tapBank,
  care: tellWho,
  device: tapDevice,
  import: answerImport,
  insights: tapInsights,
  park: tapWish,
  plan: tapPlan,
  spent: tapSpent,
  rest: tapRest,
  trials: tapTrials,
  "wake-undo": tapWakeUndo,
  "feedback-undo": tapFeedbackUndo,
  privacy: tapPrivacy,
  "money-undo": (turn, action) => undoMoney(turn, action.slice("money-undo:".length)),
};

export function familyOf(action: string): ((turn: Turn, action: string) => Promise<void>) | null {
  const [name = ""] = action.split(":");
  return Object.hasOwn(families, name) ? (families[name] ?? null) : null;
}
