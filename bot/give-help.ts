import type { CrisisTier } from "../coaching/understanding/frame.ts";
import { crisisStep, toldInRest } from "./crisis.ts";
import type { Effect } from "./effect.ts";
import { say as part } from "./reply.ts";
import { type Turn, takeStep } from "./turn.ts";

/**
 * Help comes first and nothing follows: whatever was open is dropped.
 *
 * @param about.saved what is saved of the message all the same
 * @param about.isAsked help was asked for in so many words
 */
export async function giveHelp(
  turn: Turn,
  tier: Exclude<CrisisTier, null>,
  about: { readonly saved?: readonly Effect[]; readonly isAsked?: boolean } = {},
): Promise<void> {
  const { saved = [], isAsked = false } = about;
  const step = crisisStep(tier, turn.context, {
    before: saved.length > 0 ? [part("crisis/saved")] : [],
    told: await toldInRest(turn.db, turn.chat, turn.context.now),
    isAsked,
  });
  await takeStep(turn, null, { ...step, effects: [...saved, ...(step.effects ?? [])] });
}
