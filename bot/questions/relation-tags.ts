import { LEAST_TAG_DAYS, tagCount } from "../../coaching/insights/tags.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import { daysWords } from "../insights/pattern.ts";
import { inline, type Part, say } from "../reply.ts";

/**
 * Why nothing can be said of something that a person notes.
 *
 * @param tag as it is noted
 * @param elsewhere what it was asked about, where tags are not held against that; else null
 */
export function tagParts(
  { days, today }: { readonly days: readonly DayRecord[]; readonly today: DayRecord },
  tag: string,
  elsewhere: string | null,
): readonly Part[] {
  const count = tagCount(tag, [...days, today]);
  const noted = count.days === 0 ? inline("questions/relation/no-day") : daysWords(count.days);
  const facts = { tag, days: noted, need: LEAST_TAG_DAYS, all: count.of };
  if (elsewhere !== null) return [say("questions/relation/tag-elsewhere", { ...facts, outcome: elsewhere })];
  if (count.isEnough) return [say("questions/relation/tag-waits", facts)];
  return [
    say(count.days < LEAST_TAG_DAYS ? "questions/relation/tag-few" : "questions/relation/tag-most", facts),
  ];
}
