import { louder, readRules } from "./crisis-rules.ts";
import { soundsLikeCrisis } from "./crisis-sound.ts";
import type { CrisisReading, CrisisTier } from "./frame.ts";
import { MAX_READ_LENGTH } from "./normalise.ts";

/** Longer than any chat platform lets a message be. */
const MAX_WATCHED_LENGTH = 40_000;
/** Long messages are read in windows; no phrase is longer than their overlap. */
const OVERLAP = 300;

const CALM: CrisisReading = { tier: null, takesOver: false };

/** Whether a message sounds like self-harm, wanting to die or being in danger. Runs before everything else. */
export function crisisTier(text: string): CrisisTier {
  return readCrisis(text).tier;
}

/**
 * {@link crisisTier}, and whether it is the message's intent or an alarm beside another one.
 *
 * Two listeners, and either is enough: rules, which say what they heard and alone can call it explicit, and weights
 * learned from reviewed lines, which hear what is only implied.
 */
export function readCrisis(text: string): CrisisReading {
  let worst = CALM;
  const end = Math.min(text.length, MAX_WATCHED_LENGTH);
  for (let start = 0; start === 0 || start < end; start += MAX_READ_LENGTH - OVERLAP) {
    worst = louder(worst, readWindow(text.slice(start, start + MAX_READ_LENGTH)));
  }
  return worst;
}

function readWindow(text: string): CrisisReading {
  const { earnest, ...heard } = readRules(text);
  if (heard.tier !== null || earnest === "") return heard;
  return soundsLikeCrisis(earnest) ? { tier: "possible", takesOver: true } : CALM;
}
