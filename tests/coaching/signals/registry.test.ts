import { describe, expect, test } from "vitest";
import { PAIRS } from "../../../coaching/correlations/family.ts";
import { emptyDay } from "../../../coaching/model/days.ts";
import { SCORE_CONFIG } from "../../../coaching/scores/config.ts";
import { SIGNALS, type Signal, sharesPart, signalOfField } from "../../../coaching/signals/registry.ts";

const all: readonly Signal[] = SIGNALS;
const byId = new Map(all.map((signal) => [signal.id, signal]));

/** What a day holds that is not one number. */
const NO_NUMBERS = ["date", "tags", "baselineReset"];

/** Signals behind each part of the energy and the money score, as their formulas take them. */
const BEHIND = {
  energy: {
    sleep: ["sleep_minutes"],
    "sleep-debt": ["sleep_minutes"],
    hrv: ["hrv"],
    "resting-heart-rate": ["resting_heart_rate"],
    stress: ["stress"],
    "sleep-score": ["sleep_score"],
    activity: ["steps"],
  },
  financial: {
    pace: ["spend_discretionary"],
    impulse: ["impulse_count"],
    cushion: ["spend_total"],
    saving: ["spend_total", "income"],
  },
} as const;

describe("the signals", () => {
  test("given a day, then each of its numbers is a signal, once", () => {
    const fields = Object.keys(emptyDay("2026-01-01")).filter((field) => !NO_NUMBERS.includes(field));
    expect(all.flatMap(({ field }) => field ?? []).toSorted()).toEqual(fields.toSorted());
  });

  test("then each has a name of its own, and is made of signals that are measured or told", () => {
    expect(byId.size).toBe(all.length);
    for (const { madeOf } of all) {
      expect(madeOf.length).toBeGreaterThan(0);
      for (const part of madeOf) expect(byId.get(part)?.madeOf).toEqual([part]);
    }
  });

  test("given a field, then its signal is found", () => {
    expect(signalOfField("hrvMs").id).toBe("hrv");
  });

  test.each(["energy", "financial"] as const)(
    "given the %s score, then it shares a part with all it is worked out of",
    (name) => {
      const score = byId.get(`${name}_score`);
      const behind: Readonly<Record<string, readonly string[]>> = BEHIND[name];
      expect(Object.keys(behind).toSorted()).toEqual(Object.keys(SCORE_CONFIG[name].weights).toSorted());
      for (const id of Object.values(behind).flat()) {
        const signal = byId.get(id);
        if (score === undefined || signal === undefined) expect.fail(`no signal ${id}`);
        expect(sharesPart(score, signal), id).toBe(true);
      }
    },
  );

  test("then the balance shares a part with every score, and choices with impulses, but mood with no sleep", () => {
    const shares = (one: string, other: string) => {
      const [first, second] = [byId.get(one), byId.get(other)];
      if (first === undefined || second === undefined) expect.fail(`no signal ${one} or ${other}`);
      return sharesPart(first, second);
    };
    for (const score of ["energy_score", "mood_score", "financial_score"]) {
      expect(shares("balance_score", score)).toBe(true);
    }
    expect(shares("spend_discretionary", "impulse_count")).toBe(true);
    expect(shares("mood", "sleep_minutes")).toBe(false);
    expect(shares("mood_score", "energy_score")).toBe(false);
  });

  test("then no relation is looked for between two that share a part", () => {
    expect(PAIRS).toHaveLength(18);
    for (const { type, from, to } of PAIRS) {
      expect(sharesPart(signalOfField(from), signalOfField(to)), type).toBe(false);
    }
  });
});
