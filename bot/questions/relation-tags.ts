import type { DayRecord } from "../../coaching/model/days.ts";
import { counted } from "../format.ts";
import { type Part, say } from "../reply.ts";

/** Days with a tag from which it is looked at, and the share of days from which there are too few without it. */
const LEAST_TAGGED = 10;
const MOST_SHARE = 0.7;

/**
 * Why nothing can be said of something that a person notes.
 *
 * @param tag as it is noted
 * @param elsewhere what it was asked about, where tags are not held against that; else null
 */
export function tagParts(
  { days }: { readonly days: readonly DayRecord[] },
  tag: string,
  elsewhere: string | null,
): readonly Part[] {
  const noted = days.filter(({ tags }) => tags.includes(tag)).length;
  const all = days.filter(isAnswered).length;
  const facts = { word: tag, tag, days: counted(noted, "day"), need: LEAST_TAGGED, all };
  if (elsewhere !== null) return [say("questions/relation/tag-elsewhere", { ...facts, outcome: elsewhere })];
  if (noted < LEAST_TAGGED) return [say("questions/relation/tag-few", facts)];
  if (noted > MOST_SHARE * all) return [say("questions/relation/tag-most", facts)];
  return [say("questions/relation/tag-waits", facts)];
}

/** Whether a day has a check-in. */
function isAnswered({ mood, energySelf, tags }: DayRecord): boolean {
  return mood !== null || energySelf !== null || tags.length > 0;
}
