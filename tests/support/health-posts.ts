import { daysOfPost } from "../../src/integrations/wearables/health-auto-export/day.ts";
import { readPost } from "../../src/integrations/wearables/health-auto-export/post.ts";
import { type DaySamples, daySamples } from "../../src/integrations/wearables/health-auto-export/samples.ts";
import type { WearableDay } from "../../src/integrations/wearables/wearable-day.ts";

/** The days after posts in this order, what is kept of each day being JSON in between. */
export function daysAfter(...posts: readonly unknown[]): readonly WearableDay[] {
  const kept = new Map<string, DaySamples>();
  const known = new Map<string, WearableDay>();
  for (const post of posts) {
    const { days, dates, samples } = daysOfPost(readPost(post), kept);
    for (const [date, ofDay] of samples) kept.set(date, daySamples.parse(JSON.parse(JSON.stringify(ofDay))));
    for (const date of dates) known.delete(date);
    for (const day of days) known.set(day.date, day);
  }
  return [...known.values()].sort((one, other) => (one.date < other.date ? -1 : 1));
}
