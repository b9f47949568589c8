/** How a person may be spoken to; the facts are the same in each. */
export const TONES = ["plain", "gentle", "direct"] as const;
export type Tone = (typeof TONES)[number];

/** The tone of whoever has chosen none. */
export const DEFAULT_TONE: Tone = "plain";

export function isTone(said: unknown): said is Tone {
  return TONES.some((tone) => tone === said);
}
