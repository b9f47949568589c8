import { PAIRS, type RelationSignal, TAG_PAIRS } from "../correlations/family.ts";

/** What a word of a question means to the search for relations. */
type Thing =
  | { readonly kind: "signal"; readonly signal: RelationSignal }
  /** Some of what is spent by choice: only the whole is looked at. */
  | { readonly kind: "part"; readonly signal: "spentDiscretionaryMinor" }
  | { readonly kind: "tag"; readonly tag: string }
  /** Taken out of every series before anything is looked at. */
  | { readonly kind: "calendar" }
  | { readonly kind: "score" }
  | { readonly kind: "not-measured" };

/** A question about two things, as the search for relations knows them. */
export type AskedRelation =
  | {
      readonly kind: "relation";
      readonly type: string;
      /** The tag that leads, as it is noted; else empty. */
      readonly subject: string;
      /** It was asked the other way round than it is looked at. */
      readonly isReversed: boolean;
      /** What was asked about is a part of what is spent by choice. */
      readonly part: string | null;
    }
  /** A tag and something that tags are not held against. */
  | { readonly kind: "tag-elsewhere"; readonly tag: string; readonly outcome: RelationSignal }
  | { readonly kind: "not-looked-for"; readonly lead: RelationSignal; readonly outcome: RelationSignal }
  | { readonly kind: "calendar" | "score" | "not-measured" | "same" | "which" };

const signal = (name: RelationSignal): Thing => ({ kind: "signal", signal: name });
const tag = (name: string): Thing => ({ kind: "tag", tag: name });

/** Names of `understanding/words/signals.ts`; what stands in none of these lines is something money goes to. */
const THINGS: Readonly<Record<string, Thing>> = {
  sleep: signal("sleepMinutes"),
  "sleep debt": signal("sleepMinutes"),
  mood: signal("mood"),
  energy: signal("energySelf"),
  stress: signal("stressLevel"),
  spending: signal("spentDiscretionaryMinor"),
  shopping: signal("spentDiscretionaryMinor"),
  "impulse buys": signal("impulseCount"),
  steps: signal("steps"),
  hrv: signal("hrvMs"),
  "resting heart rate": signal("restingHeartRateBpm"),
  "heart rate": signal("restingHeartRateBpm"),
  activity: signal("activityKcal"),
  workouts: tag("exercise"),
  alcohol: tag("alcohol"),
  coffee: tag("coffee"),
  work: tag("work"),
  weather: tag("weather"),
  weekend: { kind: "calendar" },
  payday: { kind: "calendar" },
  "day of the week": { kind: "calendar" },
  score: { kind: "score" },
  "deep sleep": { kind: "not-measured" },
  bedtime: { kind: "not-measured" },
  "screen time": { kind: "not-measured" },
  anxiety: { kind: "not-measured" },
  boredom: { kind: "not-measured" },
  loneliness: { kind: "not-measured" },
};

/**
 * The relation that a question is about.
 *
 * @param lead what is thought to act, and `outcome` on what, as the question's slots name them
 */
export function askedRelation(lead: string | undefined, outcome: string | undefined): AskedRelation {
  if (lead === undefined || outcome === undefined) return { kind: "which" };
  const [first, second] = [thingOf(lead), followerOf(outcome)];
  for (const kind of ["score", "calendar", "not-measured"] as const) {
    if (first.kind === kind || second.kind === kind) return { kind };
  }
  if (first.kind === "tag") return tagRelation(first.tag, second, outcome);
  if (second.kind === "tag") return tagRelation(second.tag, first, lead, true);
  if (!("signal" in first && "signal" in second)) return { kind: "which" };
  const part = [
    { thing: first, word: lead },
    { thing: second, word: outcome },
  ].find(({ thing }) => thing.kind === "part");
  return signalRelation(first.signal, second.signal, part?.word ?? null);
}

function signalRelation(lead: RelationSignal, outcome: RelationSignal, part: string | null): AskedRelation {
  if (lead === outcome) return { kind: "same" };
  const straight = PAIRS.find((pair) => pair.from === lead && pair.to === outcome);
  const reversed = PAIRS.find((pair) => pair.from === outcome && pair.to === lead);
  const pair = straight ?? reversed;
  if (pair === undefined) return { kind: "not-looked-for", lead, outcome };
  return { kind: "relation", type: pair.type, subject: "", isReversed: straight === undefined, part };
}

function tagRelation(name: string, other: Thing, word: string, isReversed = false): AskedRelation {
  if (!("signal" in other)) return { kind: "not-measured" };
  const type = TAG_PAIRS.find(({ to }) => to === other.signal)?.type;
  if (type === undefined) return { kind: "tag-elsewhere", tag: name, outcome: other.signal };
  const part = other.kind === "part" ? word : null;
  return { kind: "relation", type, subject: name, isReversed, part };
}

function thingOf(word: string): Thing {
  return Object.hasOwn(THINGS, word) ? (THINGS[word] ?? { kind: "not-measured" }) : part();
}

/** Coffee and drinks that follow something are bought. */
function followerOf(word: string): Thing {
  return word === "coffee" || word === "alcohol" ? part() : thingOf(word);
}

function part(): Thing {
  return { kind: "part", signal: "spentDiscretionaryMinor" };
}
