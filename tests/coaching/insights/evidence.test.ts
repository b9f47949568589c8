import { describe, expect, test } from "vitest";
import { evidenceOf, promoted } from "../../../coaching/insights/evidence.ts";
import type { Standing } from "../../../coaching/insights/look.ts";
import { lookAt } from "../../../coaching/insights/look-at.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { madeDate, noisyDays } from "../../support/made-days.ts";

const LAST = madeDate(149);
const linked = noisyDays(150, { seed: "evidence", link: 0.8 });
const unlinked = noisyDays(150, { seed: "no evidence" });

function standing(days: readonly DayRecord[], more: Partial<Standing> = {}): Standing {
  const { type = "sleep_to_spending", subject = "" } = more;
  const result = lookAt(days, LAST).results.find((one) => one.type === type && one.subject === subject);
  return {
    type,
    subject,
    state: "established",
    since: madeDate(60),
    establishedOn: madeDate(60),
    found: result?.found ?? null,
    ...more,
  };
}

describe("the effect", () => {
  const { effect } = evidenceOf(standing(linked), linked, LAST);

  test("given more spending after short nights, then it is what those days brought more, within its range", () => {
    const short = linked.filter(({ sleepMinutes }) => (sleepMinutes ?? 0) < 360);
    expect(effect).toMatchObject({ side: "below", threshold: 360, isOwnQuarter: false, pairs: 150 });
    expect(effect?.exposedDays).toBe(short.length);
    expect(effect?.low).toBeGreaterThan(0);
    // What is built in: about 1.6 spreads of sleep between short nights and the others, at 1 200 a spread.
    expect(effect?.difference).toBeGreaterThan(1000);
    expect(effect?.difference).toBeLessThan(3200);
    expect(effect?.shrunk).toBeGreaterThan(0);
    expect(effect?.shrunk).toBeLessThan(effect?.difference ?? 0);
    expect(effect?.high).toBeGreaterThan(effect?.difference ?? Number.NaN);
  });

  test("given the lag of the day before, then exposed days are those before the outcome's", () => {
    const dayAfter = linked.map((day, index) => ({
      ...day,
      spentDiscretionaryMinor: linked[index - 1]?.spentDiscretionaryMinor ?? null,
    }));
    const late = standing(dayAfter);
    expect(late.found?.lag).toBe(1);
    const moved = evidenceOf(late, dayAfter, LAST).effect;
    expect(moved?.pairs).toBe(149);
    expect(moved?.difference).toBeGreaterThan(1000);
  });

  test("given a tag, then tagged days are compared with other days that have an entry", () => {
    const days = unlinked.map((day, index) => ({
      ...day,
      tags: index % 4 === 0 ? ["friends"] : [],
      spentDiscretionaryMinor: (day.spentDiscretionaryMinor ?? 0) + (index % 4 === 0 ? 5000 : 0),
    }));
    const tagged = standing(days, { type: "tag_to_spending", subject: "friends" });
    const found = evidenceOf(tagged, days, LAST).effect;
    expect(found).toMatchObject({ side: "tagged", threshold: null, isOwnQuarter: false, exposedDays: 38 });
    expect(found?.low).toBeLessThan(5000);
    expect(found?.high).toBeGreaterThan(5000);
  });

  test("given no test to stand by, then there is no evidence; given an unknown name, then an error", () => {
    expect(evidenceOf(standing(linked, { found: null }), linked, LAST)).toEqual({
      effect: null,
      missingness: null,
      replication: null,
    });
    expect(() => evidenceOf({ ...standing(linked), type: "moon_to_mood" }, linked, LAST)).toThrow(RangeError);
  });

  test("given an outcome that never moves, then nothing is no number", () => {
    const still = linked.map((day) => ({ ...day, spentDiscretionaryMinor: 0 }));
    expect(evidenceOf(standing(linked), still, LAST)).toEqual({
      effect: { ...effect, difference: 0, shrunk: 0, low: 0, high: 0 },
      missingness: null,
      replication: null,
    });
  });
});

describe("what is missing", () => {
  const gapsOn = (isGap: (day: DayRecord, index: number) => boolean) =>
    linked.map((day, index) => (isGap(day, index) ? { ...day, sleepMinutes: null } : day));
  const missingnessOf = (days: readonly DayRecord[]) => evidenceOf(standing(days), days, LAST).missingness;

  test("given nights that are missing whenever much is spent, then the gaps go with it", () => {
    const found = missingnessOf(
      gapsOn((day, index) => index > 0 && (day.spentDiscretionaryMinor ?? 0) > 4000),
    );
    expect(found?.n).toBe(150);
    expect(found?.r).toBeGreaterThan(0.4);
    expect(found?.p).toBeLessThan(0.001);
  });

  test("given nights that are missing by the clock, then they go with it about as rarely as chance does", () => {
    const runs = 40;
    const { found } = standing(linked);
    let sure = 0;
    for (let run = 0; run < runs; run++) {
      const days = noisyDays(100, { seed: `gaps by the clock ${run}`, link: 0.8 }).map((day, index) =>
        index % 5 === 2 ? { ...day, sleepMinutes: null } : day,
      );
      const relation = standing(linked, { found, establishedOn: null });
      if ((evidenceOf(relation, days, madeDate(99)).missingness?.p ?? 0) <= 0.05) sure++;
    }
    expect(sure / runs).toBeLessThan(0.2);
  });

  test("given seven gaps, or days on which nothing was measured yet or left out, then it is not asked", () => {
    expect(missingnessOf(gapsOn((_, index) => index > 10 && index <= 17))).toBeNull();
    expect(missingnessOf(gapsOn((_, index) => index > 10 && index <= 18))).not.toBeNull();
    expect(missingnessOf(gapsOn((_, index) => index <= 40))).toBeNull();
    const ill = linked.map((day, index) =>
      index > 10 && index <= 30 ? { ...day, sleepMinutes: null, tags: ["sick"] } : day,
    );
    expect(missingnessOf(ill)).toBeNull();
  });
});

describe("new days alone", () => {
  test("given a relation that goes on, then it is replicated", () => {
    const held = standing(linked);
    const evidence = evidenceOf(held, linked, LAST);
    expect(evidence.replication?.n).toBe(89);
    expect(evidence.replication?.p).toBeLessThan(0.001);
    expect(evidence.replication?.r).toBeLessThan(0);
    expect(promoted(held, evidence)).toEqual({ ...held, state: "replicated" });
  });

  test("given one that has ended since, or turned round, then it is not", () => {
    const ended = linked.map((day, index) => (index <= 60 ? day : (unlinked[index] ?? day)));
    const held = standing(linked);
    expect(promoted(held, evidenceOf(held, ended, LAST))).toEqual(held);

    const turned = linked.map((day, index) =>
      index <= 60 ? day : { ...day, sleepMinutes: 840 - (day.sleepMinutes ?? 0) },
    );
    const { replication } = evidenceOf(held, turned, LAST);
    expect(replication?.r).toBeGreaterThan(0.3);
    // One-sided: the wrong way round is no evidence at all.
    expect(replication?.p).toBeGreaterThan(0.99);
    expect(promoted(held, { replication })).toEqual(held);
  });

  test("given 29 new days, or none established, then it is not asked", () => {
    const at = (index: number) =>
      evidenceOf(standing(linked, { establishedOn: madeDate(index) }), linked, LAST).replication;
    expect(at(119)?.n).toBe(30);
    expect(at(120)).toBeNull();
    expect(evidenceOf(standing(linked, { establishedOn: null }), linked, LAST).replication).toBeNull();
  });

  test("given a relation that is merely possible or has faded, then new days do not make it more", () => {
    const replication = { r: -0.4, p: 0.001, n: 60 };
    for (const state of ["emerging", "faded", "none"] as const) {
      expect(promoted(standing(linked, { state }), { replication }).state).toBe(state);
    }
  });
});
