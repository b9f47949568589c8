import { describe, expect, test } from "vitest";
import type { SourceChoice } from "../../../coaching/model/body-sources.ts";
import { choiceOn, choicesIn, sourceChanges } from "../../../coaching/model/source-choices.ts";
import { putFirst, readSourceOrder } from "../../../coaching/model/source-order.ts";

const choice = (
  signal: SourceChoice["signal"],
  source: string,
  from: string,
  hrvKind: SourceChoice["hrvKind"] = null,
): SourceChoice => ({ signal, source, from, hrvKind });

const CHOICES = [
  choice("sleepMinutes", "apple_health", "2026-09-01"),
  choice("sleepMinutes", "oura", "2026-11-03"),
  choice("hrvMs", "apple_health", "2026-09-01", "sdnn"),
  choice("hrvMs", "oura", "2026-11-03", "rmssd"),
  choice("restingHeartRateBpm", "apple_health", "2026-09-01"),
  choice("restingHeartRateBpm", "oura", "2026-11-05"),
  choice("steps", "apple_health", "2026-09-01"),
];

describe("who speaks", () => {
  test("is whoever was chosen last up to a day, and nobody before the first", () => {
    expect(choiceOn(CHOICES, "sleepMinutes", "2026-11-02")?.source).toBe("apple_health");
    expect(choiceOn(CHOICES, "sleepMinutes", "2026-11-03")?.source).toBe("oura");
    expect(choiceOn(CHOICES, "sleepMinutes", "2026-08-31")).toBeNull();
    expect(choiceOn(CHOICES, "stressLevel", "2026-11-03")).toBeNull();
  });

  test("on any of some days is who spoke at their beginning and who began on one of them", () => {
    const sources = (from: string, to: string) =>
      choicesIn(CHOICES, "sleepMinutes", { from, to }).map(({ source }) => source);
    expect(sources("2026-10-01", "2026-11-02")).toEqual(["apple_health"]);
    expect(sources("2026-10-01", "2026-11-03")).toEqual(["apple_health", "oura"]);
    expect(sources("2026-11-03", "2026-11-09")).toEqual(["oura"]);
    expect(sources("2026-08-01", "2026-08-09")).toEqual([]);
  });
});

describe("a change of source", () => {
  const apple = { source: "apple_health", hrvKind: null };
  const oura = { source: "oura", hrvKind: null };

  test("is one for all signals that changed on a day between the same two, and the first source is none", () => {
    expect(sourceChanges(CHOICES, "2026-11-01")).toEqual([
      { from: "2026-11-03", signals: ["sleepMinutes", "hrvMs"], to: oura, before: apple },
      { from: "2026-11-05", signals: ["restingHeartRateBpm"], to: oura, before: apple },
    ]);
    expect(sourceChanges(CHOICES, "2026-11-06")).toEqual([]);
  });

  test("is the last one of a signal that went to and fro", () => {
    const back = [...CHOICES.slice(0, 2), choice("sleepMinutes", "apple_health", "2026-11-20")];
    expect(sourceChanges(back, "2026-11-01")).toEqual([
      { from: "2026-11-20", signals: ["sleepMinutes"], to: apple, before: oura },
    ]);
  });

  test("of one source that changes its kind of HRV is told by the kinds", () => {
    const kinds = [
      choice("hrvMs", "csv", "2026-09-01", "sdnn"),
      choice("hrvMs", "csv", "2026-11-03", "rmssd"),
    ];
    expect(sourceChanges(kinds, "2026-11-01")).toMatchObject([
      { to: { source: "csv", hrvKind: "rmssd" }, before: { source: "csv", hrvKind: "sdnn" } },
    ]);
  });
});

describe("an order of sources", () => {
  test("given whatever a column may hold, then what makes no sense counts as not set, by itself", () => {
    expect(readSourceOrder({ sleepMinutes: ["oura", "apple_health"], hrvMs: [] })).toEqual({
      sleepMinutes: ["oura", "apple_health"],
    });
    expect(readSourceOrder({ sleepMinutes: "oura", steps: [1], mood: ["oura"], hrvMs: ["whoop"] })).toEqual({
      hrvMs: ["whoop"],
    });
    for (const nothing of [null, undefined, 3, "oura", []]) expect(readSourceOrder(nothing)).toEqual({});
  });

  test("when one is put first, then who was first is second, nobody stands twice, and other signals stay", () => {
    const order = { sleepMinutes: ["apple_health", "oura"], steps: ["fitbit"] };
    expect(putFirst(order, "oura", ["sleepMinutes", "hrvMs"])).toEqual({
      sleepMinutes: ["oura", "apple_health"],
      hrvMs: ["oura"],
      steps: ["fitbit"],
    });
  });
});
