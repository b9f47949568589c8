import { describe, expect, test } from "vitest";
import { PAIRS, RELATION_SIGNALS, TAG_PAIRS } from "../../../coaching/correlations/family.ts";
import { countdownOf } from "../../../coaching/insights/countdown.ts";
import { evidenceOf } from "../../../coaching/insights/evidence.ts";
import type { Standing } from "../../../coaching/insights/look.ts";
import { lookAt } from "../../../coaching/insights/look-at.ts";
import { standingsOf } from "../../../coaching/insights/standing.ts";
import { type DayRecord, emptyDay } from "../../../coaching/model/days.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { madeDate, madeDays, noisyDays } from "../../support/made-days.ts";

/** The same value in every signal, by day. */
const everySignal = (value: (index: number) => number) => (index: number) =>
  Object.fromEntries(RELATION_SIGNALS.map((signal) => [signal, value(index)])) as Partial<DayRecord>;

const noise = noisyDays(120, { seed: "degenerate", link: 0.5 });
const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** A reading of a year ago, then nothing, then four months of days. */
const wrongClock = [
  { ...emptyDay(madeDate(-365)), sleepMinutes: 400 },
  ...eachDay(madeDate(-364), madeDate(-1)).map(emptyDay),
  ...noise,
];

const CASES: Readonly<Record<string, readonly DayRecord[]>> = {
  "no data": [],
  "days without anything": madeDays(120, () => ({})),
  "one day": noise.slice(0, 1),
  "constant series": madeDays(
    120,
    everySignal(() => 7),
  ),
  "all zeros": madeDays(
    120,
    everySignal(() => 0),
  ),
  "all zeros but one": madeDays(
    120,
    everySignal((index) => Number(index === 60)),
  ),
  "ties everywhere": madeDays(
    120,
    everySignal((index) => index % 2),
  ),
  "one series in all places": madeDays(
    120,
    everySignal((index) => Math.sin(index * index)),
  ),
  "ten years": noisyDays(3650, { seed: "ten years" }),
  "negative spend": noise.map((day, index) => ({ ...day, spentDiscretionaryMinor: -1000 * index })),
  "wild amounts": noise.map((day, index) => ({
    ...day,
    spentDiscretionaryMinor: index % 30 === 0 ? Number.MAX_SAFE_INTEGER : 0,
  })),
  "NaN and infinity from a source": noise.map((day, index) => ({
    ...day,
    ...(index % 5 === 0 ? everySignal((at) => odd[at % 3] ?? 0)(index) : {}),
    incomeMinor: odd[index % 3] ?? 0,
  })),
  "a clock that was a year behind": wrongClock,
  "a clock that is a year ahead": [...noise, ...eachDay(madeDate(120), madeDate(485)).map(emptyDay)],
  "nothing but tags": madeDays(120, (index) => ({ tags: index % 2 === 0 ? ["work"] : ["home"] })),
  "every day left out": noise.map((day) => ({ ...day, tags: ["vacation"] })),
};

/** Numbers anywhere in a value that are none. */
function notFinite(value: unknown): readonly unknown[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(notFinite) : [];
}

/** As if each relation had been established at each lag. */
const standings: readonly Standing[] = [...PAIRS, ...TAG_PAIRS].flatMap(({ type }) =>
  [0, 2].map((lag) => ({
    type,
    subject: type.startsWith("tag") ? "work" : "",
    state: "established" as const,
    since: madeDate(20),
    establishedOn: madeDate(20),
    found: { lag, r: 0.3, n: 60, p: 0.001, q: 0.01 },
  })),
);

describe.each(Object.entries(CASES))("given %s", (name, days) => {
  const last = name === "ten years" ? madeDate(3649) : madeDate(119);

  test("then looks and where relations stand hold no number that is none", () => {
    const looks = [21, 14, 7, 0].map((back) => lookAt(days, addDays(last, -back)));
    expect(notFinite(looks)).toEqual([]);
    const after = standingsOf(looks);
    expect(notFinite(after)).toEqual([]);
    for (const { r, p, n } of looks.flatMap(({ results }) => results.flatMap(({ lags }) => lags))) {
      expect(Math.abs(r)).toBeLessThanOrEqual(1);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
      expect(n).toBeGreaterThanOrEqual(30);
    }
    for (const { found, untested } of looks.flatMap(({ results }) => results)) {
      expect(found === null).toBe(untested !== null);
    }
  });

  test("then neither do evidence and countdown", () => {
    for (const standing of standings) {
      expect(notFinite(evidenceOf(standing, days, last))).toEqual([]);
      const countdown = countdownOf(standing, days, last);
      expect(notFinite(countdown)).toEqual([]);
      if (countdown?.earliest != null) expect(countdown.earliest > last).toBe(true);
    }
  });
});

describe("what such days say", () => {
  const reasonsOf = (days: readonly DayRecord[], index = 119) =>
    new Set(lookAt(days, madeDate(index)).results.map(({ untested }) => untested));

  test("given nothing, or one day, then the reason is that", () => {
    expect(reasonsOf([])).toEqual(new Set(["one_sided"]));
    expect(reasonsOf(noise.slice(0, 1))).toEqual(new Set(["not_enough_days"]));
  });

  test("given series that never move, then they are constant", () => {
    expect(
      reasonsOf(
        madeDays(
          120,
          everySignal(() => 7),
        ),
      ),
    ).toEqual(new Set(["constant"]));
  });

  test("given a clock that was wrong by a year, either way, then the look is that of the days themselves", () => {
    const look = lookAt(noise, madeDate(119));
    expect(lookAt(wrongClock, madeDate(119))).toEqual(look);
    expect(lookAt(CASES["a clock that is a year ahead"] ?? [], madeDate(119))).toEqual(look);
  });

  test("given ten years, then the last 180 days are looked at", () => {
    const days = CASES["ten years"] ?? [];
    expect(lookAt(days, madeDate(3649))).toEqual(lookAt(days.slice(-180), madeDate(3649)));
  });
});
