import { DEFAULT_TONE, type Tone } from "../coaching/phrasing/tone.ts";
import { FIRST_WORDING, isWording, templateIds, templateSource } from "./index.ts";

/** `alone` for a finding that lacks facts which the rule's other findings have; it has wordings of its own. */
export type Telling = "whole" | "alone";

/** A rule's wordings in a tone, in the order of its file; in the plain tone where that one has none. */
export function wordingsOf(rule: string, tone: Tone, telling: Telling = "whole"): readonly string[] {
  const own = sectionsOf(rule, tone, telling);
  return own.length > 0 ? own : sectionsOf(rule, DEFAULT_TONE, telling);
}

/**
 * The wording to say next: one that was not said before, else the one that was said longest ago.
 *
 * @param said the rule's earlier wordings, the newest first; null for one of which it is not known
 */
export function wordingOf(
  rule: string,
  tone: Tone,
  said: readonly (string | null)[] = [],
  telling: Telling = "whole",
): string {
  const ago = (wording: string) => (said.includes(wording) ? said.indexOf(wording) : said.length);
  const [first = FIRST_WORDING, ...others] = wordingsOf(rule, tone, telling);
  return others.reduce((best, wording) => (ago(wording) > ago(best) ? wording : best), first);
}

/** The words of all of a rule's wordings that tell the same facts as one of them, gaps included. */
export function wordingTexts(rule: string, wording: string = FIRST_WORDING): readonly string[] {
  const start = `recommendations/${rule}/`;
  return templateIds()
    .filter((id) => {
      const section = id.startsWith(start) ? id.slice(start.length) : "";
      return isWording(section) && isAlone(section) === isAlone(wording);
    })
    .map((id) => templateSource(id).text);
}

function isAlone(section: string): boolean {
  return section.includes("-alone");
}

function sectionsOf(rule: string, tone: Tone, telling: Telling): readonly string[] {
  const start = `recommendations/${rule}/`;
  const inTone = tone === DEFAULT_TONE ? FIRST_WORDING : tone;
  const name = telling === "alone" ? `${inTone}-alone` : inTone;
  return templateIds().flatMap((id) => {
    const section = id.startsWith(start) ? id.slice(start.length) : "";
    return isWording(section) && section.replace(/-\d+$/, "") === name ? [section] : [];
  });
}
