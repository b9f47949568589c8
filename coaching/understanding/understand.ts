import { openCommand } from "./commands.ts";
import { readCrisis } from "./crisis.ts";
import type { Frame, UnderstandingContext } from "./frame.ts";
import { readAddTransaction } from "./intents/add-transaction.ts";
import { readBody } from "./intents/body.ts";
import { readCheckIn } from "./intents/check-in.ts";
import { readCorrection } from "./intents/correct-transaction.ts";
import { readForecast } from "./intents/forecast.ts";
import { readPark } from "./intents/park.ts";
import { readPlan } from "./intents/plan.ts";
import { readRelation } from "./intents/relation.ts";
import { readScore, readSummary } from "./intents/score.ts";
import { readSetting } from "./intents/set-setting.ts";
import { readHelp, readSmalltalk, readUndo } from "./intents/small.ts";
import { readSpending } from "./intents/spending.ts";
import { readSubscriptions } from "./intents/subscriptions.ts";
import { readWhy } from "./intents/why.ts";
import { type Message, readMessage } from "./message.ts";

/** From here on a reading is acted on; below, the person is asked which of {@link readings} was meant. */
export const SURE = 0.7;
const MOST_READINGS = 3;
/** Readings below this are not worth a button. */
const LEAST = 0.3;
/** A best reading below this is a guess: the message is unclear first. */
const WEAK = 0.4;

/** Equal confidence goes to the earlier one: the narrower the words that call it, the earlier it stands. */
const READERS: readonly ((message: Message) => Frame | null)[] = [
  readUndo,
  readPlan,
  readPark,
  readHelp,
  readCorrection,
  readSetting,
  readSubscriptions,
  readWhy,
  readRelation,
  readForecast,
  readSummary,
  readScore,
  readBody,
  readSpending,
  readAddTransaction,
  readCheckIn,
  readSmalltalk,
];

/**
 * What a message says: its intent, its slots and how sure that is. Deterministic and bounded; never throws for any
 * text. Looks for a crisis before everything else.
 */
export function understand(text: string, context: UnderstandingContext): Frame {
  return readings(text, context)[0] ?? unclear();
}

/** The readings worth offering when the best one is below {@link SURE}, best first; the first is {@link understand}'s. */
export function readings(text: string, context: UnderstandingContext): readonly Frame[] {
  const crisis = readCrisis(text);
  if (crisis.takesOver) {
    return [
      { intent: "crisis", slots: {}, confidence: crisis.tier === "explicit" ? 0.95 : 0.8, tier: crisis.tier },
    ];
  }
  const command = openCommand(text);
  const message = readMessage(command.text, context);
  const frames = READERS.map((read) => read(message)).filter(
    (frame) => frame !== null && frame.confidence >= LEAST,
  );
  const sorted = frames
    .filter((frame) => frame !== null)
    .sort((one, other) => other.confidence - one.confidence);
  const isWeak = (sorted[0]?.confidence ?? 0) < WEAK;
  const best = isWeak ? [unclear(), ...sorted] : sorted;
  return best.slice(0, MOST_READINGS).map((frame) => ({ ...frame, tier: crisis.tier }));
}

/** Nothing was understood well enough to act on. */
function unclear(): Frame {
  return { intent: "unclear", slots: {}, confidence: 0.6, tier: null };
}
