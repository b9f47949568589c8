import { assert, constantFrom, integer, property, shuffledSubarray } from "fast-check";
import { describe, expect, test } from "vitest";
import { RELATION_SIGNALS } from "../../../coaching/correlations/family.ts";
import { lookAt } from "../../../coaching/insights/look-at.ts";
import { buildDays } from "../../../coaching/model/series.ts";
import { samplePerson } from "../../../coaching/sample/demo.ts";
import { madeDate, noisyDays } from "../../support/made-days.ts";

/** With gaps, tags, an illness and a link. */
const days = noisyDays(110, { seed: "properties", link: 0.6 }).map((day, index) => ({
  ...day,
  ...(index % 7 === 3 ? { sleepMinutes: null, hrvMs: null } : {}),
  tags: index % 3 === 0 ? ["friends"] : index > 50 && index < 54 ? ["ill"] : [],
}));
const LAST = madeDate(109);
const before = lookAt(days, LAST);

const RUNS = { numRuns: 25 };

describe("what must not matter to a look", () => {
  test("given any increasing change of any signal, another unit among them, then nothing changes", () => {
    const increasing = constantFrom<readonly [name: string, change: (value: number) => number]>(
      ["hours", (value) => value / 60],
      ["in hundreds, from elsewhere", (value) => 100 * value - 12_345],
      ["bent", (value) => Math.sign(value) * Math.abs(value) ** 1.5],
      ["flattened", (value) => Math.atan(value / 5000)],
    );
    assert(
      property(constantFrom(...RELATION_SIGNALS), increasing, (signal, [, change]) => {
        const changed = days.map((day) => {
          const value = day[signal];
          return { ...day, [signal]: value === null ? null : change(value) };
        });
        expect(lookAt(changed, LAST)).toEqual(before);
      }),
      RUNS,
    );
  });

  test("given any decreasing change of what leads, then r turns round and p stays", () => {
    const turned = days.map((day) => ({
      ...day,
      sleepMinutes: day.sleepMinutes === null ? null : -day.sleepMinutes,
    }));
    const of = (look: typeof before) => look.results.find(({ type }) => type === "sleep_to_spending")?.found;
    const [plain, mirrored] = [of(before), of(lookAt(turned, LAST))];
    expect(mirrored?.r).toBeCloseTo(-(plain?.r ?? Number.NaN), 12);
    expect(mirrored?.p).toBeCloseTo(plain?.p ?? Number.NaN, 12);
  });

  test("given whatever comes after the date, then nothing changes", () => {
    assert(
      property(integer({ min: 0, max: 109 }), integer({ min: -1e9, max: 1e9 }), (index, value) => {
        const date = madeDate(index);
        const other = days.map((day) =>
          day.date <= date ? day : { ...day, mood: value, sleepMinutes: value, tags: ["later"] },
        );
        expect(lookAt(other, date)).toEqual(lookAt(days.slice(0, index + 1), date));
      }),
      RUNS,
    );
  });

  test("given the rows of the same days in any order, then nothing changes", () => {
    const person = samplePerson("maya", { today: "2026-11-23", timezone: "Europe/Berlin", currency: "EUR" });
    const rows = {
      from: person.from,
      to: person.to,
      zone: person.timezone,
      currency: person.currency,
      accounts: person.accounts.map(({ id }) => ({ id, syncedThrough: person.to })),
    };
    const { readings, moodEntries, transactions } = person;
    const seen = lookAt(buildDays({ ...rows, readings, moodEntries, transactions }), person.to);
    const anyOrder = <Row>(list: readonly Row[]) =>
      shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    assert(
      property(anyOrder(readings), anyOrder(moodEntries), anyOrder(transactions), (body, entries, money) => {
        const shuffled = buildDays({ ...rows, readings: body, moodEntries: entries, transactions: money });
        expect(lookAt(shuffled, person.to)).toEqual(seen);
      }),
      { numRuns: 5 },
    );
  });
});
