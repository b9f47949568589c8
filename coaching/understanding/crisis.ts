import { louder, readRules } from "./crisis-rules.ts";
import { ALARM_AT, CARE_AT, heardChance } from "./crisis-sound.ts";
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
  return windowsOf(text).reduce((worst, part) => louder(worst, readWindow(part)), CALM);
}

/**
 * Whether a message that is no alarm comes near one by what the weights hear: worth a quiet word of care, and an alarm where
 * another one like it came shortly before.
 */
export function soundsHeavy(text: string): boolean {
  const parts = windowsOf(text).map(hearWindow);
  return parts.every(isCalm) && parts.some(({ chance }) => chance >= CARE_AT);
}

function windowsOf(text: string): readonly string[] {
  const parts: string[] = [];
  const end = Math.min(text.length, MAX_WATCHED_LENGTH);
  for (let start = 0; start === 0 || start < end; start += MAX_READ_LENGTH - OVERLAP)
    parts.push(text.slice(start, start + MAX_READ_LENGTH));
  return parts;
}

/** What the rules hear, and the chance that the weights give; 0 where they are not asked. */
type Heard = { readonly byRules: CrisisReading; readonly chance: number };

function hearWindow(text: string): Heard {
  const { earnest, ...byRules } = readRules(text);
  return { byRules, chance: byRules.tier !== null || earnest === "" ? 0 : heardChance(earnest) };
}

function isCalm({ byRules, chance }: Heard): boolean {
  return byRules.tier === null && chance < ALARM_AT;
}

function readWindow(text: string): CrisisReading {
  const heard = hearWindow(text);
  if (heard.byRules.tier !== null) return heard.byRules;
  return isCalm(heard) ? CALM : { tier: "possible", takesOver: true };
}
