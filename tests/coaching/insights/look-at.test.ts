import { describe, expect, test } from "vitest";
import { PAIRS } from "../../../coaching/correlations/family.ts";
import { findRelations } from "../../../coaching/correlations/relations.ts";
import { lookAt } from "../../../coaching/insights/look-at.ts";
import { seriesOf } from "../../../coaching/insights/series.ts";
import { SIGNALS, signalOfField } from "../../../coaching/signals/registry.ts";
import { madeDate, madeDays, noisyDays } from "../../support/made-days.ts";

describe("the declared pairs", () => {
  test("then there are 18, each once, and their names are the stored ones", () => {
    expect(PAIRS).toHaveLength(18);
    expect(new Set(PAIRS.map(({ type }) => type)).size).toBe(18);
    const named = ["sleep_to_spending", "mood_to_impulse", "stress_to_spending", "heart_rate_to_energy"];
    expect(PAIRS.map(({ type }) => type)).toEqual(expect.arrayContaining(named));
  });

  test("then no signal is looked at beside its own parts", () => {
    const partsOf = (id: string): readonly string[] => {
      const parts = SIGNALS.find((signal) => signal.id === id)?.madeOf ?? [];
      return [id, ...parts.flatMap((part) => (part === id ? [] : partsOf(part)))];
    };
    for (const { from, to } of PAIRS) {
      const [leading, following] = [from, to].map((field) => partsOf(signalOfField(field).id));
      expect(
        leading?.filter((part) => following?.includes(part)),
        `${from} to ${to}`,
      ).toEqual([]);
    }
  });
});

describe("a look", () => {
  const days = noisyDays(120, { seed: "a look", link: 0.7 });
  const look = lookAt(days, madeDate(119));

  test("given a link between nights and spending, then it is found at its lag, with its sign", () => {
    const found = look.results.find(({ type }) => type === "sleep_to_spending")?.found;
    expect(found).toMatchObject({ lag: 0, n: 120 });
    expect(found?.r).toBeLessThan(-0.4);
    expect(found?.q).toBeLessThan(0.001);
  });

  test("then it holds what the relations of the same days hold, and says of which days", () => {
    expect(look).toMatchObject({ date: madeDate(119), from: madeDate(0), configVersion: "correlations/1" });
    const relations = findRelations(seriesOf(days, madeDate(119)));
    expect(look.results.map(({ type }) => type)).toEqual(PAIRS.map(({ type }) => type));
    expect(look.results.map(({ found }) => [found?.lag, found?.p, found?.q])).toEqual(
      relations.map(({ found }) => [found?.lag, found?.p, found?.q]),
    );
    for (const { lags, found, pairs } of look.results) {
      expect(lags.map(({ lag }) => lag)).toEqual([0, 1, 2]);
      expect(found?.n).toBe(lags.find(({ lag }) => lag === found?.lag)?.n);
      expect(pairs).toBe(120);
    }
  });

  test("given a signal that was never there, one that never moves and one of few days, then each has its reason", () => {
    const thin = days.map((day, index) => ({
      ...day,
      hrvMs: null,
      restingHeartRateBpm: 60,
      steps: index < 20 ? day.steps : null,
    }));
    const reasons = Object.fromEntries(
      lookAt(thin, madeDate(119)).results.map(({ type, untested, pairs }) => [type, [untested, pairs]]),
    );
    expect(reasons).toMatchObject({
      hrv_to_energy: ["one_sided", 0],
      heart_rate_to_energy: ["constant", 120],
      steps_to_mood: ["not_enough_days", 20],
      sleep_to_mood: [null, 120],
    });
  });

  test("given pairs that cannot be tested, then the others are judged among fewer", () => {
    const withoutBody = days.map((day) => ({ ...day, hrvMs: null, steps: null }));
    const q = (results: typeof look.results) =>
      results.find(({ type }) => type === "sleep_to_spending")?.found?.q ?? Number.NaN;
    expect(q(lookAt(withoutBody, madeDate(119)).results)).toBeLessThan(q(look.results));
  });
});

describe("context tags", () => {
  /** The tags of 100 days of noise, an entry on every day but each tenth. */
  const tagged = (tagsOn: (index: number) => readonly string[]) =>
    noisyDays(100, { seed: "tags" }).map((day, index) => ({
      ...day,
      ...(index % 10 === 9 ? { mood: null, energySelf: null } : { tags: tagsOn(index) }),
    }));
  const subjectsOf = (tagsOn: (index: number) => readonly string[]) => {
    const { results } = lookAt(tagged(tagsOn), madeDate(99));
    return [...new Set(results.flatMap(({ subject }) => (subject === "" ? [] : [subject])))];
  };
  const every =
    (step: number, from = 0) =>
    (index: number) =>
      index % step === from;

  test("given a tag on ten days, then it is looked at beside spending, impulses, mood and sleep, as a family of its own", () => {
    const { results } = lookAt(
      tagged((index) => (every(8, 1)(index) ? ["coffee"] : [])),
      madeDate(99),
    );
    const own = results.filter(({ subject }) => subject === "coffee");
    expect(own.map(({ type, pairs }) => [type, pairs])).toEqual([
      ["tag_to_spending", 90],
      ["tag_to_impulse", 90],
      ["tag_to_mood", 90],
      ["tag_to_sleep", 90],
    ]);
    const withoutTags = lookAt(
      tagged(() => []),
      madeDate(99),
    ).results;
    expect(results.filter(({ subject }) => subject === "")).toEqual(withoutTags);
  });

  test("given a tag on nine days, or on more than 70 % of the days with an entry, then it is not looked at", () => {
    expect(subjectsOf((index) => (index % 10 === 1 && index < 90 ? ["nine"] : []))).toEqual([]);
    expect(subjectsOf((index) => (index % 10 === 1 ? ["ten"] : []))).toEqual(["ten"]);
    // 63 of 90 days are 70 %.
    expect(subjectsOf((index) => (index % 10 < 6 || (index % 10 === 6 && index < 30) ? ["63"] : []))).toEqual(
      ["63"],
    );
    expect(subjectsOf((index) => (index % 10 < 6 || (index % 10 === 6 && index < 40) ? ["64"] : []))).toEqual(
      [],
    );
  });

  test("given more than five, then the most frequent are looked at, equally frequent ones by name", () => {
    expect(
      subjectsOf((index) => [
        ...(index % 2 === 0 ? ["most"] : []),
        ...(index % 10 === 1 ? ["f", "e", "d", "c", "b"] : []),
      ]),
    ).toEqual(["most", "b", "c", "d", "e"]);
  });

  test("given a tag of days that are left out, then it is none, and other tags of such days do not count", () => {
    expect(
      subjectsOf((index) => {
        if (index % 10 > 2) return [];
        return index % 10 === 2 ? ["sick", "tea"] : ["work"];
      }),
    ).toEqual(["work"]);
  });

  test("given spending that goes with a tag, then it is found", () => {
    const days = tagged((index) => (every(3)(index) ? ["friends"] : [])).map((day) => ({
      ...day,
      spentDiscretionaryMinor: (day.spentDiscretionaryMinor ?? 0) + (day.tags.length > 0 ? 3000 : 0),
    }));
    const found = lookAt(days, madeDate(99)).results.find(({ type }) => type === "tag_to_spending")?.found;
    expect(found).toMatchObject({ lag: 0, n: 90 });
    expect(found?.r).toBeGreaterThan(0.5);
  });
});

test("given no days, then every pair is named with its reason", () => {
  const { results, from, date } = lookAt([], madeDate(0));
  expect([from, date]).toEqual([madeDate(0), madeDate(0)]);
  expect(results).toHaveLength(18);
  expect(results.every(({ found, untested }) => found === null && untested === "one_sided")).toBe(true);
  expect(
    lookAt(
      madeDays(1, () => ({ mood: 1 })),
      madeDate(0),
    ).results,
  ).toHaveLength(18);
});
