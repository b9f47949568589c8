import { describe, expect, test } from "vitest";
import { PAIRS } from "../../../coaching/correlations/family.ts";
import { askedRelation } from "../../../coaching/insights/asked.ts";
import { understand } from "../../../coaching/understanding/understand.ts";
import { SIGNALS } from "../../../coaching/understanding/words/signals.ts";

const SETTING = { today: "2026-11-26", timezone: "Europe/London", currency: "USD" };

/** What the two things are that a sentence names. */
function asked(sentence: string) {
  const frame = understand(sentence, SETTING);
  if (frame.intent !== "ask_relation") throw new Error(`${sentence} was read as ${frame.intent}`);
  return askedRelation(frame.slots.x, frame.slots.y);
}

const relation = (type: string, changes: object = {}) => ({
  kind: "relation",
  type,
  subject: "",
  isReversed: false,
  part: null,
  ...changes,
});

describe("given a question as people ask it", () => {
  test.each([
    ["does bad sleep make me spend more?", relation("sleep_to_spending")],
    ["do i spend more when im tired", relation("energy_to_spending")],
    ["how does stress affect my spending?", relation("stress_to_spending")],
    ["is there a link between steps and mood", relation("steps_to_mood")],
    ["do more steps mean better sleep", relation("steps_to_sleep")],
    ["do i order more takeout after a bad night", relation("sleep_to_spending", { part: "takeout" })],
    ["do i shop more when i'm sad", relation("mood_to_spending")],
    ["is my mood better when i exercise", relation("tag_to_mood", { subject: "exercise" })],
    ["Does my mood drop after I overspend?", relation("mood_to_spending", { isReversed: true })],
    ["does coffee make me sleep worse", relation("tag_to_sleep", { subject: "coffee" })],
    ["does coffee affect my sleep", relation("tag_to_sleep", { subject: "coffee" })],
    ["does alcohol mess with my hrv", { kind: "tag-elsewhere", tag: "alcohol", outcome: "hrvMs" }],
    ["do i spend more on weekends", { kind: "calendar" }],
    ["does payday make me happier", { kind: "calendar" }],
  ])("%s, then it is known what to look up", (sentence, found) => {
    expect(asked(sentence)).toEqual(found);
  });
});

test("given any two things that can be named, then each question has an answer of some kind", () => {
  const names = [...SIGNALS.map(([name]) => name), "netflix", undefined];
  for (const lead of names)
    for (const outcome of names) expect(askedRelation(lead, outcome).kind).toBeTruthy();
});

test("given the ends of any declared pair, then it is found from both sides", () => {
  const names = {
    sleepMinutes: "sleep",
    hrvMs: "hrv",
    restingHeartRateBpm: "resting heart rate",
    stressLevel: "stress",
    mood: "mood",
    energySelf: "energy",
    steps: "steps",
    activityKcal: "activity",
    spentDiscretionaryMinor: "spending",
    impulseCount: "impulse buys",
  };
  for (const { type, from, to } of PAIRS) {
    expect(askedRelation(names[from], names[to])).toEqual(relation(type));
    expect(askedRelation(names[to], names[from])).toEqual(relation(type, { isReversed: true }));
  }
});

test("given a thing and itself, a score, or something nobody measures, then that is told apart", () => {
  expect(askedRelation("sleep", "sleep debt")).toEqual({ kind: "same" });
  expect(askedRelation("takeout", "spending")).toEqual({ kind: "same" });
  expect(askedRelation("sleep", "score")).toEqual({ kind: "score" });
  expect(askedRelation("screen time", "sleep")).toEqual({ kind: "not-measured" });
  expect(askedRelation("hrv", "mood")).toEqual({ kind: "not-looked-for", lead: "hrvMs", outcome: "mood" });
  expect(askedRelation("sleep", undefined)).toEqual({ kind: "which" });
});
