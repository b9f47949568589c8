import { DEFAULT_TONE, type Tone } from "../coaching/phrasing/tone.ts";
import { FIRST_WORDING, isWording, templateIds, templateSource } from "./index.ts";

/** A rule's wordings in a tone, in the order of its file; in the plain tone where that one has none. */
export function wordingsOf(rule: string, tone: Tone): readonly string[] {
  const own = sectionsOf(rule, tone);
  return own.length > 0 ? own : sectionsOf(rule, DEFAULT_TONE);
}

/**
 * The wording to say next: one that was not said before, else the one that was said longest ago.
 *
 * @param said the rule's earlier wordings, the newest first; null for one of which it is not known
 */
export function wordingOf(rule: string, tone: Tone, said: readonly (string | null)[] = []): string {
  const ago = (wording: string) => (said.includes(wording) ? said.indexOf(wording) : said.length);
  const [first = FIRST_WORDING, ...others] = wordingsOf(rule, tone);
  return others.reduce((best, wording) => (ago(wording) > ago(best) ? wording : best), first);
}

/** The words of all of a rule's wordings, gaps included. */
export function wordingTexts(rule: string): readonly string[] {
  const start = `recommendations/${rule}/`;
  return templateIds()
    .filter((id) => id.startsWith(start) && isWording(id.slice(start.length)))
    .map((id) => templateSource(id).text);
}

function sectionsOf(rule: string, tone: Tone): readonly string[] {
  const start = `recommendations/${rule}/`;
  const name = tone === DEFAULT_TONE ? FIRST_WORDING : tone;
  return templateIds().flatMap((id) => {
    const section = id.startsWith(start) ? id.slice(start.length) : "";
    return isWording(section) && section.replace(/-\d+$/, "") === name ? [section] : [];
  });
}
