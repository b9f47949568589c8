import type { CrisisTier } from "../coaching/understanding/frame.ts";
import { crisisStep, toldInRest } from "./crisis.ts";
import type { FirstWords } from "./crisis-said.ts";
import type { Effect } from "./effect.ts";
import { say as part } from "./reply.ts";
import { type Turn, takeStep } from "./turn.ts";

/**
 * Help comes first and nothing follows: whatever was open is dropped.
 *
 * @param about.saved what is saved of the message all the same
 */
export async function giveHelp(
  turn: Turn,
  tier: Exclude<CrisisTier, null>,
  about: FirstWords & { readonly saved?: readonly Effect[] } = {},
): Promise<void> {
  const { saved = [], ...words } = about;
  const step = crisisStep(tier, turn.context, {
    before: saved.length > 0 ? [part("crisis/saved")] : [],
    told: await toldInRest(turn.db, turn.chat, turn.context.now),
    ...words,
  });
  await takeStep(turn, null, { ...step, effects: [...saved, ...(step.effects ?? [])] });
}
