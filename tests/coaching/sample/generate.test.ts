import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, isTimeZone, localDateOf } from "../../../coaching/model/local-date.ts";
import { createStreams } from "../../../coaching/sample/draws.ts";
import { generate, simulatePerson } from "../../../coaching/sample/generate.ts";
import { CONTEXTS, EMOTIONS } from "../../../coaching/understanding/words/feelings.ts";
import { bytesOf, peopleWithTruth, zoneOn } from "./sample-help.ts";

const pairs = peopleWithTruth();

test("given the same arguments, then the same bytes come out", () => {
  const options = { seed: "again", persons: 3, from: "2026-03-01", days: 90 };

  expect(bytesOf(generate(options))).toBe(bytesOf(generate(options)));
  expect(bytesOf(generate(options))).not.toBe(bytesOf(generate({ ...options, seed: "other" })));
});

test("given more persons, then the first ones stay as they were", () => {
  const few = generate({ seed: "grow", persons: 2, from: "2026-03-01", days: 60 });
  const many = generate({ seed: "grow", persons: 5, from: "2026-03-01", days: 60 });

  expect(bytesOf(many.persons.slice(0, 2))).toBe(bytesOf(few.persons));
  expect(bytesOf(many.truth.slice(0, 2))).toBe(bytesOf(few.truth));
});

test("given any other purposes drawn in between, then a purpose's stream does not shift", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.nat(5)), (purposes, turns) => {
      const alone = createStreams("seed", "p")("mine");
      const crowded = createStreams("seed", "p");
      const mine = crowded("mine");
      const others = purposes.map((purpose) => crowded(`other ${purpose}`));
      for (const turn of turns) {
        others[turn]?.();
        expect(mine()).toBe(alone());
      }
    }),
  );
});

test("given purchases added by a script, then everything else about the person stays as it was", () => {
  const plan = {
    seed: "shift",
    id: "p",
    name: "P",
    from: "2026-02-02",
    days: 120,
    traits: { timezone: "Europe/Berlin" },
  };
  const empty = { sleepMinutes: new Map(), wakeMinute: new Map(), faces: new Map() };
  const visits = [{ day: 50, minute: 900, habit: "restaurant", factor: 1 }];
  const plain = simulatePerson(plan);
  const added = simulatePerson({ ...plan, script: { ...empty, visits } });
  const known = new Set(plain.person.transactions.map(({ id }) => id));
  const fresh = added.person.transactions.filter(({ id }) => !known.has(id));

  expect(fresh.map(({ date }) => date)).toEqual([addDays("2026-02-02", 50)]);
  expect(bytesOf(added.person.readings)).toBe(bytesOf(plain.person.readings));
  expect(bytesOf(added.person.moodEntries)).toBe(bytesOf(plain.person.moodEntries));
  // The card is paid for in full the month after, so that one payment grows with it.
  const amounts = new Map(plain.person.transactions.map((row) => [row.id, row.amountMinor]));
  const changed = added.person.transactions.filter(
    (row) => (amounts.get(row.id) ?? row.amountMinor) !== row.amountMinor,
  );
  expect(changed.map(({ category }) => category)).toEqual([
    "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT",
    "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT",
  ]);
});

test("no row breaks a range of the tables", () => {
  const emotions = new Set([...EMOTIONS.map(([name]) => name), "fine"]);
  const contexts = new Set(CONTEXTS.map(([name]) => name));
  const whole = (value: number | null, low: number, high: number) =>
    value === null || (Number.isInteger(value) && value >= low && value <= high);
  const badReadings = pairs.flatMap(({ person }) =>
    person.readings.filter(
      (reading) =>
        !(
          whole(reading.sleepScore, 0, 100) &&
          whole(reading.sleepMinutes, 60, 960) &&
          whole(reading.restingHeartRateBpm, 25, 150) &&
          whole(reading.hrvMs, 3, 300) &&
          whole(reading.steps, 0, 100_000) &&
          whole(reading.activityKcal, 0, 8000) &&
          whole(reading.stressLevel, 0, 100) &&
          JSON.stringify(reading.rawPayload).length < 300
        ),
    ),
  );
  const badEntries = pairs.flatMap(({ person }) =>
    person.moodEntries.filter(
      (entry) =>
        entry.mood === null ||
        !whole(entry.mood, -5, 5) ||
        !whole(entry.energySelf, 0, 100) ||
        entry.emotionTags.some((tag) => !emotions.has(tag)) ||
        entry.contextTags.some((tag) => !contexts.has(tag)) ||
        entry.notes !== null,
    ),
  );
  const badTransactions = pairs.flatMap(({ person }) =>
    person.transactions.filter(
      (row) =>
        !Number.isSafeInteger(row.amountMinor) ||
        row.amountMinor === 0 ||
        row.currency !== person.currency ||
        !/^[A-Z]+(_[A-Z]+)+$/.test(row.category ?? "") ||
        !/^[\x20-\x7e]{3,60}$/.test(row.rawDescriptor) ||
        !person.accounts.some(({ id }) => id === row.accountId),
    ),
  );

  expect(badReadings).toEqual([]);
  expect(badEntries).toEqual([]);
  expect(badTransactions).toEqual([]);
  for (const { person } of pairs) {
    expect(isTimeZone(person.timezone)).toBe(true);
    expect(new Set(person.transactions.map(({ id }) => id)).size).toBe(person.transactions.length);
    const nights = person.readings.map(({ source, date }) => `${source} ${date}`);
    expect(new Set(nights).size).toBe(nights.length);
  }
});

test("every row lies on the local day it says, in the zone in force on that day", () => {
  for (const { person } of pairs) {
    const astray = [...person.readings, ...person.transactions].filter(
      ({ at, date }) => localDateOf(at, zoneOn(person, date)) !== date,
    );
    // Up to half an hour past midnight an answer is about the day before.
    const answersAstray = person.moodEntries.filter(({ at, date }) => {
      const earlier = new Date(at.getTime() - 31 * 60_000);
      return ![at, earlier].some((moment) => localDateOf(moment, zoneOn(person, date)) === date);
    });
    const all = [...person.readings, ...person.moodEntries, ...person.transactions];

    expect(astray).toEqual([]);
    expect(answersAstray).toEqual([]);
    expect(all.filter(({ date }) => date < person.from || date > person.to)).toEqual([]);
  }
});

test("given a trip across zones, then no day's rows come before those of the day before", () => {
  const travellers = pairs.filter(({ person }) => person.stays.length > 0);
  expect(travellers.length).toBeGreaterThan(0);
  for (const { person } of travellers) {
    const rows = [...person.readings, ...person.transactions].sort((a, b) => a.at.getTime() - b.at.getTime());
    const dates = rows.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    for (const stay of person.stays) expect(stay.timezone).not.toBe(person.timezone);
  }
});

test("the truth names rows that exist, and stands nowhere in them", () => {
  for (const { person, truth } of pairs) {
    const rows = new Map(person.transactions.map((row) => [row.id, row]));
    expect(truth.personId).toBe(person.id);
    expect([...truth.transactions.keys()].sort()).toEqual([...rows.keys()].sort());
    for (const stream of truth.streams) {
      for (const id of stream.transactionIds) expect(rows.get(id)?.merchantName).toBe(stream.merchantName);
    }
    for (const [id, { refunds }] of truth.transactions) {
      if (refunds === null) continue;
      expect(rows.get(id)?.amountMinor).toBe(-(rows.get(refunds)?.amountMinor ?? 0));
      expect(daysBetween(rows.get(refunds)?.date ?? "", rows.get(id)?.date ?? "")).toBeGreaterThanOrEqual(3);
    }
    expect(truth.strain).toHaveLength(200);
    expect(bytesOf(person)).not.toMatch(/impulse|habit|strain|recovery|scripted|"origin"/);
  }
});

test("every link has a known kind, its lag and a size from 0.2 to 0.5, and almost half have none to money", () => {
  const many = generate({ seed: "links", persons: 300, from: "2026-01-05", days: 1 });
  const lags = { stress_to_sleep: 1, stress_to_spending: 1 } as Record<string, number>;
  const links = many.truth.flatMap((truth) => truth.links);
  for (const { kind, lagDays, size } of links) {
    expect(lagDays).toBe(lags[kind] ?? 0);
    expect(size).toBeGreaterThanOrEqual(0.2);
    expect(size).toBeLessThanOrEqual(0.5);
  }
  const share = (kind: string) => links.filter((link) => link.kind === kind).length / 300;
  // Three standard errors of a share of 300: at most 9 points.
  expect(Math.abs(share("sleep_to_energy") - 0.8)).toBeLessThan(0.09);
  expect(Math.abs(share("sleep_to_spending") - 0.25)).toBeLessThan(0.09);
  const moneyless = many.truth.filter(
    (truth) => !truth.links.some(({ kind }) => /spending|impulse/.test(kind)),
  );
  // (1 - .25)(1 - .25)(1 - .2) = .45
  expect(Math.abs(moneyless.length / 300 - 0.45)).toBeLessThan(0.09);
  expect(new Set(many.persons.map(({ timezone }) => timezone)).size).toBe(6);
});

test("given a new device, then the source changes once and for good", () => {
  const changed = pairs.filter(({ truth }) => truth.deviceChangedOn !== null);
  expect(changed.length).toBeGreaterThan(0);
  for (const { person, truth } of pairs) {
    const before = person.readings.filter(({ date }) => date < (truth.deviceChangedOn ?? "9999"));
    const after = person.readings.filter(({ date }) => date >= (truth.deviceChangedOn ?? "9999"));
    expect(new Set(before.map(({ source }) => source)).size).toBe(1);
    if (after.length > 0) expect(before.map(({ source }) => source)).not.toContain(after[0]?.source);
  }
});

test("deliveries come in order of arrival, one in a hundred twice, one reading in ten days late", () => {
  const all = pairs.flatMap(({ person }) => {
    const times = person.deliveries.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    return person.deliveries;
  });
  const readings = all.filter((delivery) => delivery.kind === "reading");
  const firsts = new Set(readings.map(({ reading }) => reading));
  expect(readings.length / firsts.size).toBeGreaterThan(1.004);
  expect(readings.length / firsts.size).toBeLessThan(1.016);
  const late = [...firsts].filter(({ at, arrivedAt }) => arrivedAt.getTime() - at.getTime() > 86_000_000);
  expect(late.length / firsts.size).toBeGreaterThan(0.08);
  expect(late.length / firsts.size).toBeLessThan(0.12);
});

test("given a low day, then the check-in of the day after is missing more often", () => {
  const days = pairs.flatMap(({ person }) => {
    const moods = new Map(person.moodEntries.map(({ date, mood }) => [date, mood]));
    return [...moods].flatMap(([date, mood]) =>
      mood === null || date >= person.to ? [] : [{ low: mood <= -2, answered: moods.has(addDays(date, 1)) }],
    );
  });
  const share = (group: typeof days) => group.filter(({ answered }) => answered).length / group.length;

  expect(share(days.filter(({ low }) => low))).toBeLessThan(share(days.filter(({ low }) => !low)) - 0.05);
});
