import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import type { NamedStream } from "../../../coaching/recurring/known-streams.ts";
import { findRecurring } from "../../../coaching/recurring/streams.ts";
import { billDueLowBalancePace } from "../../../coaching/rules/bill-due-low-balance-pace.ts";
import { renewalSoon } from "../../../coaching/rules/renewal-soon.ts";
import type { Evidence } from "../../../coaching/rules/rule.ts";
import { subscriptionPriceRise } from "../../../coaching/rules/subscription-price-rise.ts";
import { unusedOrDuplicateSubscription } from "../../../coaching/rules/unused-or-duplicate-subscription.ts";
import {
  factsOf,
  history,
  NOTHING_ELSE,
  purchase,
  spent,
  stream,
  TODAY,
} from "../../support/rule-evidence.ts";

const known = (
  streams: readonly NamedStream[],
  signals: NonNullable<Evidence["recurring"]>["signals"] = [],
) => history(() => ({}), { recurring: { streams, signals } });

const raised = (more: Partial<NamedStream> = {}) => {
  const one = stream({ lastDate: "2026-11-10", nextAmountMinor: 1299, ...more });
  return known(
    [one],
    [{ kind: "price-rise", stream: one, fromMinor: 1099, toMinor: 1299, on: "2026-10-10" }],
  );
};

describe("subscription-price-rise", () => {
  test("given a price that was taken twice, then both prices and a year's difference are told", () => {
    expect(subscriptionPriceRise.evaluate(raised())).toMatchObject([
      {
        subject: "SPOTIFY",
        facts: {
          name: "Spotify",
          oldPriceMinor: 1099,
          newPriceMinor: 1299,
          // 12 x 2.00.
          yearMoreMinor: 2400,
          riseDay: "2026-10-10",
        },
        basis: { from: "2026-08-10", to: "2026-11-10", days: 4 },
      },
    ]);
  });

  test.each([
    ["a confirmation of two weeks ago", raised({ lastDate: "2026-11-09" })],
    ["a stream that may as well be none", raised({ probability: 0.7 })],
    ["a rent", raised({ category: "RENT_AND_UTILITIES_RENT" })],
    ["another currency", raised({ currency: "EUR" })],
    ["a merchant without a name", raised({ name: null })],
    ["a price that stayed", known([stream()])],
    ["nothing that recurs", history(() => ({}))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(subscriptionPriceRise.evaluate(evidence)).toEqual([]);
  });
});

describe("unused-or-duplicate-subscription", () => {
  const tidal = stream({ key: "TIDAL", name: "Tidal", nextAmountMinor: 999, firstDate: "2026-07-01" });

  test("given two for music, then both are named, the dearer first", () => {
    expect(unusedOrDuplicateSubscription.evaluate(known([tidal, stream()]))).toMatchObject([
      {
        subject: "SPOTIFY + TIDAL",
        facts: {
          name: "Spotify",
          ownPriceMinor: 1099,
          otherName: "Tidal",
          otherPriceMinor: 999,
          yearMinor: 11_988,
        },
        basis: { from: "2026-07-01", to: "2026-11-10", days: 8 },
      },
    ]);
  });

  test("given the same price at one shop twice, then that is asked about, whatever it is for", () => {
    const cloud = stream({
      key: "CLOUD",
      name: "Cloud",
      category: "GENERAL_SERVICES_OTHER_GENERAL_SERVICES",
    });
    expect(unusedOrDuplicateSubscription.evaluate(known([cloud, { ...cloud }]))).toHaveLength(1);
  });

  const film = (key: string, nextAmountMinor = 1099) =>
    stream({ key, name: key, nextAmountMinor, category: "ENTERTAINMENT_TV_AND_MOVIES" });
  test.each([
    ["two for films", known([film("A"), film("B")])],
    ["two prices at one shop", known([film("A"), film("A", 1599)])],
    ["one that ended", known([tidal, stream({ status: "ended" })])],
    ["one seen twice only", known([tidal, stream({ status: "early" })])],
    ["one alone", known([tidal])],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(unusedOrDuplicateSubscription.evaluate(evidence)).toEqual([]);
  });
});

const yearly = (more: Partial<NamedStream> = {}) =>
  stream({
    cadence: "annual",
    nextDate: "2026-11-26",
    lastDate: "2025-11-26",
    nextAmountMinor: 9900,
    lastAmountMinor: 9900,
    ...more,
  });

/** Yearly payments as the bank has them, seen from a day by everything that recurs. */
function paidYearly(today: string, ...amountsMinor: readonly number[]): Evidence {
  const rows = amountsMinor.map((amountMinor, index) => ({
    ...purchase(`${2026 - amountsMinor.length + index}-11-26`, amountMinor, {
      merchantName: "Atlas Maps",
      category: "GENERAL_SERVICES_OTHER_GENERAL_SERVICES",
    }),
    rawDescriptor: "ATLAS MAPS",
  }));
  const streams = findRecurring(rows, { asOf: today }).map((one) => ({ ...one, name: "Atlas Maps" }));
  expect(streams).toMatchObject([{ cadence: "annual" }]);
  return { ...NOTHING_ELSE, today, days: [], recurring: { streams, signals: [] } };
}

describe("renewal-soon", () => {
  test("given a yearly subscription in three days, then its day and price are told", () => {
    expect(factsOf(renewalSoon, known([yearly()]))).toEqual({
      name: "Spotify",
      priceMinor: 9900,
      dueDay: "2026-11-26",
      lastDay: "2025-11-26",
      renewals: 4,
    });
  });

  test.each([
    ["four days ahead", known([yearly({ nextDate: "2026-11-27" })])],
    ["a monthly one", known([yearly({ cadence: "monthly" })])],
    ["an insurance", known([yearly({ category: "GENERAL_SERVICES_INSURANCE" })])],
    ["a doctor", known([yearly({ category: "MEDICAL_DENTAL_CARE", isSaid: true })])],
    ["one that is missed", known([yearly({ status: "missed" })])],
    ["one whose day was yesterday", known([yearly({ nextDate: "2026-11-22" })])],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(renewalSoon.evaluate(evidence)).toEqual([]);
  });

  test("given a yearly one that was given up, then it is said to renew up to its day and on none after it", () => {
    const daysFound = eachDay("2026-11-20", "2027-06-15").filter(
      (today) => renewalSoon.evaluate(paidYearly(today, 4999, 4999, 4999)).length > 0,
    );
    expect(daysFound).toEqual(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]);
  });

  test("given a price that rose with the last payment, then it is that one which is told of that day", () => {
    expect(factsOf(renewalSoon, paidYearly("2026-11-24", 3999, 3999, 4999))).toMatchObject({
      priceMinor: 4999,
      lastDay: "2025-11-26",
    });
  });

  test("then it is money that is due from the day before on, and said once for each payment", () => {
    expect(renewalSoon.evaluate(known([yearly()]))).toMatchObject([{ isDue: false }]);
    expect(renewalSoon.evaluate(known([yearly({ nextDate: "2026-11-24" })]))).toMatchObject([
      { isDue: true, saidOnce: { from: "2026-11-21", until: "2026-11-25" } },
    ]);
  });
});

const phone = stream({
  key: "PHONE",
  name: "Phone",
  category: "RENT_AND_UTILITIES_TELEPHONE",
  nextDate: "2026-11-25",
  nextAmountMinor: 5000,
});
/** $20 a day that do not recur, over four weeks. */
const bills = (liquidMinor: number | null, ...streams: readonly NamedStream[]) =>
  history((ago) => (ago === 0 ? {} : spent(2000)), {
    recurring: { streams, signals: [] },
    liquidMinor,
    payments: Array.from({ length: 28 }, (_, index) => purchase(addDays(TODAY, -28 + index), 2000)),
  });

describe("bill-due-low-balance-pace", () => {
  test("given 2 x 20.00 before a bill of 50.00 and a balance of 89.99, then all of it is told", () => {
    expect(billDueLowBalancePace.evaluate(bills(8999, phone))).toMatchObject([
      {
        subject: "PHONE",
        facts: {
          name: "Phone",
          billMinor: 5000,
          dueDay: "2026-11-25",
          balanceMinor: 8999,
          goesMinor: 4000,
          paceDays: 28,
        },
        basis: { from: "2026-10-26", to: TODAY, days: 28 },
      },
    ]);
  });

  test("given a bill that is due today, then no pace is told, as nothing goes out before it", () => {
    const [found] = billDueLowBalancePace.evaluate(bills(4000, { ...phone, nextDate: TODAY }));
    expect(found?.facts).toEqual({ name: "Phone", billMinor: 5000, dueDay: TODAY, balanceMinor: 4000 });
    expect(found).toMatchObject({ isAlone: true, isDue: true });
    const ahead = billDueLowBalancePace.evaluate(bills(8999, phone));
    expect(ahead).toMatchObject([{ isAlone: false }]);
  });

  test("given a rent before it, then that counts and is not named", () => {
    const rent = stream({
      key: "RENT",
      name: "Landlord",
      category: "RENT_AND_UTILITIES_RENT",
      nextDate: "2026-11-24",
      nextAmountMinor: 100_000,
    });
    expect(factsOf(billDueLowBalancePace, bills(100_000, rent, phone))).toMatchObject({
      name: "Phone",
      goesMinor: 104_000,
    });
    expect(billDueLowBalancePace.evaluate(bills(100_000, rent))).toEqual([]);
  });

  test.each([
    ["a balance that holds it", bills(9000, phone)],
    ["no balance", bills(null, phone)],
    ["a bill that was due yesterday", bills(0, { ...phone, nextDate: "2026-11-22" })],
    ["a bill in four days", bills(0, { ...phone, nextDate: "2026-11-27" })],
    ["a bill of a doctor", bills(0, { ...phone, category: "MEDICAL_DENTAL_CARE" })],
    ["nothing that recurs", { ...bills(0), recurring: null }],
    ["thirteen days known", { ...bills(0, phone), days: bills(0, phone).days.slice(-14) }],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(billDueLowBalancePace.evaluate(evidence)).toEqual([]);
  });
});
