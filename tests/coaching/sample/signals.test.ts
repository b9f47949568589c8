import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { longSampleRun } from "../../../coaching/sample/demo.ts";
import { generate, simulatePerson } from "../../../coaching/sample/generate.ts";
import { defaultScoreContext } from "../../../coaching/scores/context.ts";
import { scoreDays } from "../../../coaching/scores/day-scores.ts";
import { autocorrelation, daysOf, mean, sdOf, weekdayPartialR } from "./sample-help.ts";

const { persons, truth } = generate({ seed: "signals", persons: 12, from: "2025-01-06", days: 400 });

test("a person's energy score moves by a standard deviation of 7 to 13", () => {
  for (const person of persons.slice(0, 6)) {
    const from = addDays(person.from, 60);
    const scores = scoreDays(daysOf(person), from, addDays(from, 180), defaultScoreContext(person.currency));
    const energy = scores.flatMap(({ energy }) => (energy.kind === "scored" ? [energy.exact] : []));

    expect(energy.length).toBeGreaterThan(120);
    expect(sdOf(energy)).toBeGreaterThan(7);
    expect(sdOf(energy)).toBeLessThan(13);
  }
});

test("a quarter to three fifths of a person's days hold no discretionary spending", () => {
  for (const person of persons) {
    const spent = daysOf(person).flatMap((day) => day.spentDiscretionaryMinor ?? []);
    const none = spent.filter((minor) => minor === 0).length / spent.length;

    expect(none).toBeGreaterThan(0.25);
    expect(none).toBeLessThan(0.6);
  }
});

test("heart rate variability follows itself from day to day, by 0.2 to 0.6", () => {
  for (const [index, person] of persons.entries()) {
    const lastDay = truth[index]?.deviceChangedOn ?? "9999";
    const logs = daysOf(person)
      .filter(({ date }) => date < lastDay)
      .map(({ hrvMs }) => (hrvMs === null ? null : Math.log(hrvMs)));

    expect(autocorrelation(logs)).toBeGreaterThan(0.2);
    expect(autocorrelation(logs)).toBeLessThan(0.6);
  }
});

test("nights and check-ins are missing as often as the population says, in runs for the device", () => {
  const nights = persons.map(
    (person) => daysOf(person).filter(({ sleepMinutes }) => sleepMinutes !== null).length / 400,
  );
  const moods = persons.map((person) => daysOf(person).filter(({ mood }) => mood !== null).length / 400);

  expect(Math.min(...nights)).toBeGreaterThan(0.7);
  expect(mean(nights)).toBeGreaterThan(0.82);
  expect(mean(nights)).toBeLessThan(0.95);
  expect(mean(moods)).toBeGreaterThan(0.5);
  expect(mean(moods)).toBeLessThan(0.8);
  const seen = persons.flatMap((person) =>
    daysOf(person).map(({ sleepMinutes }) => (sleepMinutes === null ? 0 : 1)),
  );
  expect(autocorrelation(seen)).toBeGreaterThan(0.2);
});

/** Sleep against the same day's discretionary spending (log of 1 + amount), given the weekday. */
function sleepSpending(name: "maya" | "tom" | "sol") {
  const { person } = longSampleRun(name, {
    from: "2022-01-03",
    days: 1500,
    timezone: "America/New_York",
    currency: "USD",
  });
  const rows = daysOf(person).flatMap(({ date, sleepMinutes, spentDiscretionaryMinor, tags }) =>
    sleepMinutes === null ||
    spentDiscretionaryMinor === null ||
    tags.some((tag) => tag === "vacation" || tag === "sick")
      ? []
      : [{ date, x: sleepMinutes, y: Math.log1p(spentDiscretionaryMinor) }],
  );
  return weekdayPartialR(rows);
}

test("over 1 500 days of maya, short sleep goes with more spending", () => {
  const { r, n } = sleepSpending("maya");
  expect(n).toBeGreaterThan(1200);
  // Standard error about 0.028: more than ten of them below nothing.
  expect(r).toBeLessThan(-0.3);
});

test("over 1 500 days of tom and of sol, sleep says nothing about spending", () => {
  // Within two and a half standard errors of nothing.
  expect(Math.abs(sleepSpending("tom").r)).toBeLessThan(0.07);
  expect(Math.abs(sleepSpending("sol").r)).toBeLessThan(0.07);
});

test("a built-in link shows in the rows with its sign and lag, whatever its kind", () => {
  const link = { kind: "stress_to_spending", lagDays: 1, sign: -1, size: 0.5 } as const;
  const plan = {
    seed: "lag",
    id: "p",
    name: "P",
    from: "2022-01-03",
    days: 1500,
    calendar: { settled: true },
  };
  const { person } = simulatePerson({
    ...plan,
    traits: { links: [link], work: "weekdays", losesBankLink: false },
  });
  const days = daysOf(person);
  const atLag = (lag: number) =>
    weekdayPartialR(
      days.slice(lag).flatMap(({ date, spentDiscretionaryMinor }, index) => {
        const x = days[index]?.stressLevel;
        if (x === null || x === undefined || spentDiscretionaryMinor === null) return [];
        return [{ date, x, y: Math.log1p(spentDiscretionaryMinor) }];
      }),
    ).r;

  expect(atLag(1)).toBeLessThan(-0.2);
  // Stress lasts a little, so its neighbours show a weaker echo.
  expect(atLag(1)).toBeLessThan(atLag(0) - 0.08);
  expect(atLag(1)).toBeLessThan(atLag(2) - 0.08);
});

test.each([
  ["America/New_York", "2026-03-08", "-05:00", "-04:00"],
  ["America/New_York", "2026-11-01", "-04:00", "-05:00"],
  ["Pacific/Auckland", "2026-09-27", "+12:00", "+13:00"],
  ["Pacific/Auckland", "2026-04-05", "+13:00", "+12:00"],
])(
  "given the clocks change in %s on %s, then that night's stamps carry both offsets",
  (timezone, date, before, after) => {
    const plan = {
      seed: "dst",
      id: "p",
      name: "P",
      from: addDays(date, -3),
      days: 7,
      calendar: { settled: true },
    };
    const traits = { timezone, work: "weekdays", deviceCompliance: 0.999, changesDevice: false } as const;
    const { person } = simulatePerson({ ...plan, traits });
    const night = person.readings.find((reading) => reading.date === date);
    const [bed, woke] = [String(night?.rawPayload.bedtime_start), String(night?.rawPayload.bedtime_end)];
    const inBed = DateTime.fromISO(woke).diff(DateTime.fromISO(bed), "minutes").minutes;

    expect(bed.slice(-6)).toBe(before);
    expect(woke.slice(-6)).toBe(after);
    expect(woke.slice(0, 10)).toBe(date);
    // Asleep for 87 to 95 % of the time in bed, an hour more or less on the clock notwithstanding.
    expect((night?.sleepMinutes ?? 0) / inBed).toBeGreaterThan(0.86);
    expect((night?.sleepMinutes ?? 0) / inBed).toBeLessThan(0.96);
    expect(night?.at.getTime()).toBe(Date.parse(woke));
  },
);
