import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import type { Payment } from "../../../coaching/recurring/event.ts";
import { streamSignals } from "../../../coaching/recurring/signals.ts";
import { findRecurring } from "../../../coaching/recurring/streams.ts";
import { payments, shifted, television } from "./payments-help.ts";

const TV = "ENTERTAINMENT_TV_AND_MOVIES";
const asOf = "2025-12-20";

describe("what counts", () => {
  test("given a pending row, a refund, a transfer and a day to come, then only settled spending is in the stream", () => {
    const rows = television(6);
    const [first, second] = rows as [Payment, Payment];
    const others: Payment[] = [
      { ...first, id: "pending", date: "2025-07-12", pending: true },
      { ...second, id: "refund", amountMinor: -1549, date: "2025-03-20" },
      { ...first, id: "transfer", category: "TRANSFER_OUT_SAVINGS", date: "2025-07-12" },
      { ...first, id: "later", date: "2025-08-12" },
    ];
    const [stream] = findRecurring([...rows, ...others], { asOf: "2025-07-15" });
    expect(stream?.transactionIds).toEqual(rows.map(({ id }) => id));
  });

  test("given rows of 1970 and of 2099, as clocks that are wrong tell them, then the stream between is found all the same", () => {
    const rows = television(6);
    const [first] = rows as [Payment];
    const wrong = ["1970-01-01", "2099-01-01"].map((date) => ({ ...first, id: date, date }));
    const plain = findRecurring(rows, { asOf: "2025-06-20" });
    expect(plain[0]?.transactionIds).toHaveLength(6);
    expect(findRecurring([...rows, ...wrong], { asOf: "2025-06-20" })).toEqual(plain);
  });

  test("given one merchant paid in two currencies, then each is a stream of its own", () => {
    const dollars = television(5);
    const euros = dollars.map((row) => ({ ...row, id: `${row.id}-eur`, currency: "EUR" }));
    const streams = findRecurring([...dollars, ...euros], { asOf: "2025-05-20" });
    expect(streams.map(({ currency, transactionIds }) => [currency, transactionIds.length])).toEqual([
      ["EUR", 5],
      ["USD", 5],
    ]);
  });

  test("given a name on some lines and the bank's own text on others, then they are one stream", () => {
    const rows = television(6).map((row, index) => ({
      ...row,
      rawDescriptor: `STREAMHAUS.COM*AB${index}X`,
      merchantName: index % 2 === 0 ? "Streamhaus" : null,
    }));
    expect(findRecurring(rows, { asOf: "2025-06-20" })[0]?.transactionIds).toHaveLength(6);
  });

  test("given rows without any name, then nothing is made of them", () => {
    const rows = television(6).map((row) => ({ ...row, merchantName: null }));
    expect(findRecurring(rows, { asOf: "2025-06-20" })).toEqual([]);
  });
});

describe("the life of a stream", () => {
  test("given two payments at a new price, then the stream goes on and tells the change", () => {
    const rows = television(8).map((row, index) => ({ ...row, amountMinor: index < 6 ? 1549 : 1799 }));
    const streams = findRecurring(rows, { asOf: "2025-08-20" });
    expect(streams).toHaveLength(1);
    expect(streams[0]).toMatchObject({
      priceChange: { fromMinor: 1549, toMinor: 1799, on: "2025-07-12" },
      nextAmountMinor: 1799,
    });
    expect(streamSignals(streams, { asOf: "2025-08-20", historyFrom: "2025-01-01" })).toMatchObject([
      { kind: "price-rise", fromMinor: 1549, toMinor: 1799, on: "2025-07-12" },
    ]);
  });

  test("given a price that fell, then nobody is told of a rise", () => {
    const rows = television(8).map((row, index) => ({ ...row, amountMinor: index < 6 ? 1799 : 1549 }));
    const streams = findRecurring(rows, { asOf: "2025-08-20" });
    expect(streams[0]?.priceChange).toMatchObject({ fromMinor: 1799, toMinor: 1549 });
    expect(streamSignals(streams, { asOf: "2025-08-20", historyFrom: "2025-01-01" })).toEqual([]);
  });

  // Due on 12 July, period 30.44 days, tolerance 5: late from 27.07, over from 16.08.
  test.each([
    ["2025-07-12", "mature"],
    ["2025-07-31", "mature"],
    ["2025-08-02", "missed"],
    ["2025-08-16", "missed"],
    ["2025-08-17", "ended"],
  ])("given the last payment in June, when seen on %s, then it is %s", (seenOn, status) => {
    const [stream] = findRecurring(television(6), { asOf: seenOn });
    expect(stream).toMatchObject({ nextDate: "2025-07-12", status });
  });

  test("given a payment that is overdue, then it is less likely to come than one that is not yet due", () => {
    const chance = (seenOn: string) => findRecurring(television(6), { asOf: seenOn })[0]?.nextChance ?? 0;
    expect(chance("2025-06-20")).toBeGreaterThan(0.9);
    expect(chance("2025-07-30")).toBeLessThan(0.7);
    expect(chance("2025-09-30")).toBeLessThan(chance("2025-07-30"));
  });

  test("given a subscription that began in autumn at the end of a year, then it is new; one that always was is not", () => {
    const fresh = shifted(television(2), 290).map((row) => ({
      ...row,
      id: `new-${row.id}`,
      merchantName: "Reelbox",
    }));
    const streams = findRecurring([...television(12), ...fresh], { asOf });
    const signals = streamSignals(streams, { asOf, historyFrom: "2025-01-01" });
    expect(signals).toMatchObject([{ kind: "new-subscription", stream: { key: "REELBOX" } }]);
    expect(signals).toHaveLength(1);
    expect(streamSignals(streams, { asOf, historyFrom: "2025-10-20" })).toEqual([]);
  });

  test("given two contracts at one merchant, then both are found", () => {
    const second = payments(
      "Streamhaus",
      TV,
      television(8).map(({ date }) => [addDays(date, 11), 42] as const),
    ).map((row) => ({ ...row, id: `second-${row.id}` }));
    const streams = findRecurring([...television(8), ...second], { asOf: "2025-08-30" });
    expect(
      streams.map(({ nextAmountMinor, transactionIds }) => [nextAmountMinor, transactionIds.length]),
    ).toEqual([
      [1549, 8],
      [4200, 8],
    ]);
  });

  test.each([
    ["weekly", 7, 16],
    ["biweekly", 14, 9],
  ] as const)("given a cleaner paid %s, then that is the rhythm", (cadence, step, count) => {
    const days = Array.from(
      { length: count },
      (_, index) => [addDays("2025-01-06", step * index), 80] as const,
    );
    const rows = payments("Sparrow Cleaning", "GENERAL_SERVICES_OTHER_GENERAL_SERVICES", days);
    const [stream] = findRecurring(rows, { asOf: addDays("2025-01-06", step * count) });
    expect(stream).toMatchObject({ cadence, nextDate: addDays("2025-01-06", step * count) });
  });

  test.each([
    ["bimonthly", 2, "2025-11-05"],
    ["quarterly", 3, "2026-04-05"],
    ["semiannual", 6, "2027-07-05"],
  ] as const)("given water paid in the rhythm %s, then that is the rhythm", (cadence, months, nextDate) => {
    const days = Array.from({ length: 5 }, (_, index) => {
      const month = index * months;
      const date = `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-05`;
      return [date, 70] as const;
    });
    const rows = payments("City Water Works", "RENT_AND_UTILITIES_WATER", days);
    const [stream] = findRecurring(rows, { asOf: days.at(-1)?.[0] ?? "" });
    expect(stream).toMatchObject({ cadence, nextDate });
  });
});

describe("the person's word", () => {
  const haircuts = payments("Snip", "PERSONAL_CARE_HAIR_AND_BEAUTY", [
    ["2025-01-04", 35],
    ["2025-02-05", 35],
    ["2025-03-10", 35],
    ["2025-04-08", 35],
  ]);
  const said = { key: "SNIP", currency: "USD", cadence: "monthly", fromMinor: 3000, toMinor: 4000 } as const;

  test("given 'that is a subscription', then it is one, whatever the odds", () => {
    expect(findRecurring(haircuts, { asOf: "2025-04-20" })).toEqual([]);
    const words = [{ ...said, isRecurring: true }];
    expect(findRecurring(haircuts, { asOf: "2025-04-20", words })).toMatchObject([
      { cadence: "monthly", probability: 1 },
    ]);
  });

  test("given 'it is not', then it is none, and the later word counts", () => {
    const no = { ...said, key: "STREAMHAUS", fromMinor: 1500, toMinor: 1600, isRecurring: false };
    expect(findRecurring(television(8), { asOf: "2025-08-20", words: [no] })).toEqual([]);
    const yes = { ...no, isRecurring: true };
    expect(findRecurring(television(8), { asOf: "2025-08-20", words: [no, yes] })).toHaveLength(1);
    expect(findRecurring(television(8), { asOf: "2025-08-20", words: [yes, no] })).toEqual([]);
  });

  test("given a word about another price or currency, then it says nothing here", () => {
    const other = { ...said, key: "STREAMHAUS", isRecurring: false };
    const currency = { ...other, fromMinor: 1500, toMinor: 1600, currency: "EUR" };
    expect(findRecurring(television(8), { asOf: "2025-08-20", words: [currency] })).toHaveLength(1);
  });
});

describe("properties", () => {
  const noise = fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 340 }),
      amount: fc.integer({ min: 300, max: 9000 }),
      merchant: fc.constantFrom("Blue Cup", "Greenleaf Market", "Northway Fuel"),
      category: fc.constantFrom("FOOD_AND_DRINK_COFFEE", "FOOD_AND_DRINK_GROCERIES", "TRANSPORTATION_GAS"),
    }),
    { maxLength: 60 },
  );
  const days = eachDay("2025-01-01", "2025-12-31");
  const rowsOf = (list: readonly { day: number; amount: number; merchant: string; category: string }[]) =>
    list.map(
      ({ day, amount, merchant, category }, index): Payment => ({
        ...(payments(merchant, category, [[days[day] ?? "2025-01-01", amount / 100]])[0] as Payment),
        id: `noise-${String(index).padStart(3, "0")}`,
      }),
    );

  test("given any order of rows, then the streams are the same", () => {
    fc.assert(
      fc.property(noise, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, places) => {
        const rows = [...television(11), ...rowsOf(list)];
        const shuffled = rows
          .map((row) => ({ row, place: places.next().value ?? 0 }))
          .sort((left, right) => left.place - right.place)
          .map(({ row }) => row);
        expect(findRecurring(shuffled, { asOf })).toEqual(findRecurring(rows, { asOf }));
      }),
      { numRuns: 100 },
    );
  });

  test("given other merchants, then they change nothing about a stream", () => {
    const alone = findRecurring(television(11), { asOf });
    fc.assert(
      fc.property(noise, (list) => {
        const found = findRecurring([...television(11), ...rowsOf(list)], { asOf });
        expect(found.filter(({ key }) => key === "STREAMHAUS")).toEqual(alone);
      }),
      { numRuns: 100 },
    );
  });

  test("given rows after the day it is seen from, then they change nothing", () => {
    fc.assert(
      fc.property(noise, fc.integer({ min: 0, max: 364 }), (list, at) => {
        const seenOn = days[at] ?? asOf;
        const rows = [...television(12), ...rowsOf(list)];
        const known = rows.filter(({ date }) => date <= seenOn);
        expect(findRecurring(rows, { asOf: seenOn })).toEqual(findRecurring(known, { asOf: seenOn }));
      }),
      { numRuns: 100 },
    );
  });

  test("given any change of price that then holds, then it stays one stream", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.75, max: 1.35, noNaN: true }),
        fc.integer({ min: 4, max: 8 }),
        (factor, at) => {
          const rows = television(12).map((row, index) =>
            index < at ? row : { ...row, amountMinor: Math.round(1549 * factor) },
          );
          expect(findRecurring(rows, { asOf })).toMatchObject([{ transactionIds: rows.map(({ id }) => id) }]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("given a subscription that stops after any month, then two months later it has ended, and not before it is due", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), fc.integer({ min: 0, max: 25 }), (months, sooner) => {
        const rows = television(months);
        const last = rows.at(-1)?.date ?? "";
        const statusOn = (date: string) => findRecurring(rows, { asOf: date })[0]?.status;
        expect(statusOn(addDays(last, 70))).toBe("ended");
        expect(statusOn(addDays(last, sooner))).toBe("mature");
      }),
      { numRuns: 100 },
    );
  });

  test("given weekly payments moved by four weeks, then the result is the same, four weeks later", () => {
    const rows = payments(
      "Sparrow Cleaning",
      "GENERAL_SERVICES_OTHER_GENERAL_SERVICES",
      Array.from({ length: 14 }, (_, index) => [
        addDays("2025-01-06", 7 * index + (index % 3 === 0 ? 1 : 0)),
        80,
      ]),
    );
    const seen = (moved: number) =>
      findRecurring(shifted(rows, moved), { asOf: addDays("2025-04-10", moved) })[0];
    const [before, after] = [seen(0), seen(28)];
    expect(before?.cadence).toBe("weekly");
    expect(after?.probability).toBeCloseTo(before?.probability ?? 0, 12);
    expect(after?.nextDate).toBe(addDays(before?.nextDate ?? "", 28));
  });

  test("given ten times the amounts, then no probability moves by more than .05", () => {
    const rows = [
      ...television(8).map((row, index) => ({ ...row, amountMinor: index < 5 ? 1549 : 1799 })),
      ...payments("Brightgrid", "RENT_AND_UTILITIES_GAS_AND_ELECTRICITY", [
        ["2025-01-09", 92.1],
        ["2025-02-12", 110.4],
        ["2025-03-10", 87.9],
        ["2025-04-08", 71.2],
        ["2025-05-11", 66],
      ]),
    ];
    const before = findRecurring(rows, { asOf: "2025-08-20" });
    const after = findRecurring(
      rows.map((row) => ({ ...row, amountMinor: 10 * row.amountMinor })),
      { asOf: "2025-08-20" },
    );
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    for (const [index, stream] of before.entries()) {
      expect(Math.abs((after[index]?.probability ?? 0) - stream.probability)).toBeLessThan(0.05);
    }
  });
});
