import type { CrisisMatter } from "../coaching/understanding/crisis-matter.ts";
import type { CrisisTier } from "../coaching/understanding/frame.ts";
import {
  directoryOnly,
  emergencyParts,
  helpAgainParts,
  helpOnceMoreParts,
  helpParts,
  linesParts,
} from "./help-lines.ts";
import { type Choice, type Part, say } from "./reply.ts";

/** Sentences with the emergency number, and the same where nobody knows the country. */
const ACT_CALL = { here: "crisis/act-call", elsewhere: "crisis/act-call-elsewhere" };
const OTHERS_CALL = { here: "crisis/others-call", elsewhere: "crisis/others-call-elsewhere" };
const OTHERS_NOW = { here: "crisis/others-now", elsewhere: "crisis/others-now-elsewhere" };
const OTHERS_LATER = { here: "crisis/others-later", elsewhere: "crisis/others-later-elsewhere" };

/** What the words of an answer to a crisis go by beside its tier. */
export type FirstWords = {
  /** Help was asked for in so many words, so that nothing is guessed. */
  readonly isAsked?: boolean;
  readonly matter?: CrisisMatter;
};

/**
 * The words that answer a crisis, also for when nothing can be stored. An act under way is answered in full however often help was given,
 * the emergency number first: nothing said before makes it less urgent.
 *
 * @param timezone null where nobody knows whose words these are
 * @param about.times how often it was answered before: two shorter wordings take turns, so that none is said twice in a row
 */
export function crisisParts(
  tier: Exclude<CrisisTier, null>,
  timezone: string | null,
  about: FirstWords & { readonly times?: number } = {},
): readonly Part[] {
  const { isAsked = false, matter = null, times = 0 } = about;
  if (matter === "act") {
    const first = emergencyParts(timezone, ACT_CALL);
    return [...first, say("crisis/act"), ...linesParts(timezone), say("crisis/question-act")];
  }
  if (matter === "others") return othersParts(timezone, times);
  if (times > 0) return againParts(isAsked ? "asked" : tier, timezone, times);
  const first = say(isAsked ? "crisis/asked" : tier === "explicit" ? "crisis/explicit" : "crisis/possible");
  return [first, ...helpParts(timezone), say("crisis/question")];
}

/** Danger from somebody else: the directory has lines for that too, and what is asked is whether they are safe. */
function othersParts(timezone: string | null, times: number): readonly Part[] {
  const call = emergencyParts(timezone, OTHERS_CALL);
  if (times % 2 === 1) {
    return [...call, say("crisis/others-again", directoryOnly()), say("crisis/question-others-again")];
  }
  return [...call, say("crisis/others", directoryOnly()), say("crisis/question-others")];
}

function againParts(
  kind: "explicit" | "possible" | "asked",
  timezone: string | null,
  times: number,
): readonly Part[] {
  if (times % 2 === 1)
    return [say(`crisis/${kind}-again`), ...helpAgainParts(timezone), say("crisis/question-again")];
  return [say(`crisis/${kind}-once-more`), ...helpOnceMoreParts(timezone), say("crisis/question-once-more")];
}

/** Each button carries the rest it belongs to, so that an old one does not touch a newer crisis. */
export function crisisChoices(until: Date, matter: CrisisMatter): readonly Choice[] {
  const own = matter === null ? "" : `${matter}-`;
  return ["yes", "bad", "joking"].map((label) => ({
    id: `crisis:${label === "joking" ? label : `${own}${label}`}:${until.getTime()}`,
    label,
    standing: true,
  }));
}

/** What is said to a "yes" or another answer to the question, by its button's name; null for a word that no button has. */
export function saidParts(said: string, timezone: string): readonly Part[] | null {
  switch (said) {
    case "yes":
      return [say("crisis/yes"), ...helpParts(timezone)];
    case "bad":
      return [say("crisis/bad"), ...helpParts(timezone)];
    case "act-yes":
      return [say("crisis/act-yes"), ...linesParts(timezone)];
    case "act-bad":
      return [...emergencyParts(timezone, ACT_CALL), say("crisis/act-bad")];
    case "others-yes":
      return [say("crisis/others-yes", directoryOnly()), ...emergencyParts(timezone, OTHERS_LATER)];
    case "others-bad":
      return [...emergencyParts(timezone, OTHERS_NOW), say("crisis/others-bad", directoryOnly())];
    default:
      return null;
  }
}
