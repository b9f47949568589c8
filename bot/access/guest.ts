import { z } from "zod";
import { findLinkCode } from "../../db/queries/link-codes.ts";
import type { InboundEvent } from "../adapter.ts";
import { crisisStep, toldInRest } from "../crisis.ts";
import { crisisIn, matterIn } from "../crisis-in.ts";
import { answerCrisisWords } from "../crisis-words.ts";
import { cleanText } from "../inbound-text.ts";
import { matchOffers } from "../matching.ts";
import { readToken } from "../message.ts";
import { tell } from "../reply.ts";
import { answerStanding } from "../standing.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { shownCode } from "./admission.ts";
import { answerLink, hearCode } from "./link.ts";

/** Whose code let them in: once that is gone, they are a stranger again. */
export const guestState = z.object({ codeHash: z.string() });
export type GuestState = z.infer<typeof guestState>;

/** A guest may answer the code's questions and nothing else; who sounds like a crisis is helped all the same. */
export async function handleGuest(turn: Turn, event: InboundEvent): Promise<void> {
  const text = event.kind === "text" ? cleanText(event.text) : "";
  const { db, chat, context } = turn;
  const tier = crisisIn(event);
  if (tier !== null) {
    const told = await toldInRest(db, chat, context.now);
    return takeAnswer(turn, crisisStep(tier, context, { told, matter: matterIn(event) }));
  }
  const heard = await answerCrisisWords(turn, text);
  if (heard !== null) return takeAnswer(turn, heard);
  const code = shownCode(event);
  if (code?.kind === "link") {
    const row = await findLinkCode(db, code.hash, context.now);
    // One that is not open must not take the place of the one that is.
    if (row?.claimedBy === null) turn.state = { codeHash: code.hash } satisfies GuestState;
    return hearCode(turn, code);
  }
  const token = event.kind === "tap" ? event.token : (matchOffers(text, turn.memory.offers)?.[0] ?? "");
  const read = readToken(token);
  const action = read.kind === "standing" ? read.action : "";
  if (action.startsWith("link:")) return answerLink(turn, action);
  if (action.startsWith("crisis:")) {
    const outcome = await answerStanding(turn, action);
    if (outcome.kind === "answer") return takeAnswer(turn, outcome.answer);
  }
  say(turn, [tell("link/waiting")]);
}
