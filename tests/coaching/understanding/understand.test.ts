import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber } from "../../../coaching/model/local-date.ts";
import type { Frame, Period, UnderstandingContext } from "../../../coaching/understanding/frame.ts";
import { readings, SURE, understand } from "../../../coaching/understanding/understand.ts";
import { KEYWORDS } from "../../../coaching/understanding/words/keywords.ts";

const context: UnderstandingContext = { today: "2026-11-23", timezone: "America/New_York", currency: "USD" };

const word = fc.constantFrom(
  ..."i am my the a and if when it is was not no of to on in for at this last week month today yesterday".split(
    " ",
  ),
  ..."spent spend coffee takeout amazon sleep mood energy tired stressed score budget why how much park".split(
    " ",
  ),
  ..."want kill myself die end point living anymore please really more than than compared since from".split(
    " ",
  ),
  ..."3 12 7.50 5/7 8/10 60% $12 € £ 1,200 99999999999 -5 0 31 october 3rd 10/3 2026-02-30 q3 : , . ? ! - ( )".split(
    " ",
  ),
  ...KEYWORDS.split(" "),
);
const sentence = fc.array(word, { maxLength: 400 }).map((words) => words.join(" "));
/** Repetition is what makes a careless pattern slow. */
const repeated = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 2000 }), word)
  .map(([words, times, last]) => `${`${words.join(" ")} `.repeat(times).slice(0, 12_000)}${last}`);
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 10_000 }),
  fc.string({ unit: "grapheme", maxLength: 10_000 }),
  fc.string({
    unit: fc.constantFrom("\u0000", "\u200f", "\u202e", "\ud800", "א", "ع", "😞", "👩‍👩‍👧", "'", " "),
    maxLength: 10_000,
  }),
  fc
    .constantFrom("(", "1/", "a'", "😀", "ﷺ", "$", "9", "-", "not ", "i i ")
    .map((piece) => piece.repeat(10_000).slice(0, 10_000)),
  sentence,
  repeated,
);

function periodsOf(frame: Frame): Period[] {
  const { slots } = frame;
  const period = "period" in slots ? slots.period : undefined;
  const compareTo = "compare_to" in slots ? slots.compare_to : undefined;
  return [period, compareTo].filter((one) => one !== undefined);
}

function checkFrame(frame: Frame): void {
  expect(frame.confidence).toBeGreaterThanOrEqual(0);
  expect(frame.confidence).toBeLessThanOrEqual(1);
  for (const { from, to } of periodsOf(frame)) expect(dayNumber(from)).toBeLessThanOrEqual(dayNumber(to));
  if (frame.intent === "check_in") {
    const { energy, mood, mood_word } = frame.slots;
    if (energy !== undefined) {
      expect(Number.isInteger(energy)).toBe(true);
      expect(energy).toBeGreaterThanOrEqual(0);
      expect(energy).toBeLessThanOrEqual(100);
    }
    expect(mood !== undefined && mood_word !== undefined).toBe(false);
    if (mood?.scale_max != null) {
      expect(mood.value).toBeGreaterThanOrEqual(mood.scale_min ?? Number.NEGATIVE_INFINITY);
      expect(mood.value).toBeLessThanOrEqual(mood.scale_max);
    }
  }
  if (frame.intent === "add_transaction" && frame.slots.date !== undefined) dayNumber(frame.slots.date);
  for (const value of Object.values(frame.slots)) expect(value ?? undefined).toBeDefined();
}

test("given any text at all, then it is read without an error, with slots inside their ranges, the same every time", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const all = readings(text, context);
      for (const frame of all) checkFrame(frame);
      expect(all[0]).toEqual(understand(text, context));
      expect(readings(text, context)).toEqual(all);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test("given any day, zone and currency, then periods are real days", () => {
  const day = fc
    .integer({ min: dayNumber("2000-01-01"), max: dayNumber("2099-12-31") })
    .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
  const phrase = fc.constantFrom(
    "spent last week",
    "spent last month",
    "spend in february",
    "spent on feb 29",
    "spent last 3 months",
    "spent ytd",
    "spent this quarter vs last quarter",
    "spent last year",
    "spent since october 31",
    "spent on the 31st",
    "spent between 30 jan and 2 feb",
    "spent same month last year",
    "forecast next month",
    "spending the weekend before last",
    "spent 999 weeks ago",
    "spent in the next 1000 years",
    "spent on friday",
    "spent first week of may",
  );
  fc.assert(
    fc.property(phrase, day, fc.constantFrom("USD", "EUR", "JPY"), (text, today, currency) => {
      for (const frame of readings(text, { today, timezone: "Pacific/Auckland", currency }))
        checkFrame(frame);
    }),
    { numRuns: 500 },
  );
});

test("given a bare number, then the person is asked: it means something only as an answer", () => {
  const [best] = readings("5", context);
  expect(best?.confidence).toBeLessThan(SURE);
});

test("given an unsure reading, then at most three are offered, best first", () => {
  const all = readings("boba 7", context);
  expect(all.length).toBeGreaterThan(0);
  expect(all.length).toBeLessThanOrEqual(3);
  expect(all.map(({ confidence }) => confidence)).toEqual(
    all.map(({ confidence }) => confidence).sort((a, b) => b - a),
  );
});

test("given what stands beyond the read length, then it changes nothing", () => {
  const start = `how much did i spend last week ${" ".repeat(2000)}`;
  expect(understand(`${start} and park headphones 180`, context)).toEqual(understand(start, context));
});

test("given a person with another dollar or day-first dates, then signs and dates are theirs", () => {
  const canadian = { today: "2026-11-23", timezone: "America/Toronto", currency: "CAD" };
  expect(understand("$12 coffee", canadian).slots).toEqual({ amount: 12, currency: "CAD", what: "coffee" });
  const german = { today: "2026-11-23", timezone: "Europe/Berlin", currency: "EUR" };
  expect(understand("spending on 4/10", german).slots).toMatchObject({ period: { from: "2026-10-04" } });
  expect(understand("spending on 4/10", context).slots).toMatchObject({ period: { from: "2026-04-10" } });
});
