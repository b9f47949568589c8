import { expect, test } from "vitest";
import { outboundMessage } from "../../bot/message.ts";
import { balanceChart, monthChart, mostlyOf, weekChart } from "../../bot/pictures/day-charts.ts";
import type { PicturedDays } from "../../bot/pictures/days.ts";
import { balanceSentence } from "../../bot/pictures/sentence.ts";
import { sparklines } from "../../bot/pictures/sparkline.ts";
import { eachDay } from "../../coaching/model/local-date.ts";
import { WEEK_CHART } from "../fakes/pictures.ts";

/** Some days with a balance and money alone. */
function daysOf(
  from: string,
  balance: readonly (number | null)[],
  choicesMinor: readonly (number | null)[] = balance.map(() => null),
): PicturedDays {
  const to = new Date(Date.parse(from) + (balance.length - 1) * 86_400_000).toISOString().slice(0, 10);
  const none = balance.map(() => null);
  return {
    dates: eachDay(from, to),
    scoresOf: (name) => (name === "balance" || name === "financial" ? balance : none),
    choicesMinor,
  };
}

// Nearest rank by hand: of ten scores one is left out at each end, of nine none.
test.each([
  [[50, 10, 60, 61, 62, 63, 64, 65, 66, 99], { from: 50, to: 66, inside: 8, n: 10 }],
  [[50, null, 60, 61], { from: 50, to: 61, inside: 3, n: 3 }],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9], { from: 1, to: 9, inside: 9, n: 9 }],
  [[40, 60, 60, 60, 60, 60, 60, 60, 60, 60], { from: 60, to: 60, inside: 9, n: 10 }],
  [[70], { from: 70, to: 70, inside: 1, n: 1 }],
])("most of %j lies where it says", (scores, mostly) => {
  expect(mostlyOf(scores)).toEqual(mostly);
});

test("given no score, then there is no place where most of them lie", () => {
  expect(mostlyOf([null, null])).toBeNull();
});

test("a week has a row for each score that there is, and amounts as they are said, unknown ones left empty", () => {
  const chart = weekChart("x", daysOf("2026-11-20", [62, null, 48], [1250, 0, null]), "USD");
  expect(chart).toMatchObject({
    days: [
      { weekday: "Fri", day: "20" },
      { weekday: "Sat", day: "21" },
      { weekday: "Sun", day: "22" },
    ],
    rows: [
      { name: "Balance", scores: [62, null, 48] },
      { name: "Money", scores: [62, null, 48] },
    ],
    amounts: { texts: ["$12.50", "$0", null] },
  });
});

test("a week that has begun on its Monday shows its days to come, without a score of any kind", () => {
  const chart = weekChart("x", daysOf("2026-11-23", [62, 55]), "JPY");
  expect(chart.days.map(({ day }) => day)).toEqual(["23", "24", "25", "26", "27", "28", "29"]);
  expect(chart.rows[0]?.scores).toEqual([62, 55]);
  expect(chart.amounts).toBeNull();
});

test("a month is a calendar from Monday, its days to come apart from those without a score", () => {
  const { weeks, weekdays } = monthChart("x", daysOf("2026-11-01", [61, null]));
  expect(weekdays).toEqual(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
  // 1 November 2026 is a Sunday.
  expect(weeks[0]).toEqual([...Array(6).fill(null), { day: 1, score: 61, isAhead: false }]);
  expect(weeks[1]?.[0]).toEqual({ day: 2, score: null, isAhead: false });
  expect(weeks[1]?.[1]).toEqual({ day: 3, score: null, isAhead: true });
  expect(weeks).toHaveLength(6);
  expect(weeks[5]).toEqual([{ day: 30, score: null, isAhead: true }, ...Array(6).fill(null)]);
});

test("a February that begins on a Monday has four weeks, and a leap day is a day", () => {
  expect(monthChart("x", daysOf("2027-02-01", [60])).weeks).toHaveLength(4);
  expect(
    monthChart("x", daysOf("2028-02-01", [60]))
      .weeks.flat()
      .filter(Boolean),
  ).toHaveLength(29);
});

test("a balance over days has amounts in the currency's own unit, the highest in words", () => {
  const days = daysOf("2026-11-01", [60, 61, 62], [1250, 12_034, null]);
  const chart = balanceChart("x", days, null, "USD");
  expect(chart.bars).toEqual({
    name: "Spent by choice each day, at most $120.34",
    gaps: "not known",
    amounts: [12.5, 120.34, null],
  });
  expect(chart.lines).toEqual([{ name: "money", scores: [60, 61, 62] }]);
  expect(balanceChart("x", days, null, "JPY").bars).toMatchObject({
    name: "Spent by choice each day, at most ¥12,034",
    amounts: [1250, 12_034, null],
  });
});

test("given nothing spent by choice, or nothing known, then there are no bars", () => {
  const bars = (amounts: readonly (number | null)[]) =>
    balanceChart("x", daysOf("2026-11-01", [60, 61], amounts), null, "USD").bars;
  expect(bars([0, 0])).toBeNull();
  expect(bars([null, null])).toBeNull();
  expect(bars([-500, null])).toBeNull();
});

test.each([
  "show my balance",
  "Show me my balance for 30 days",
  "please show my balance over the last 30 days",
  "draw my balance",
  "a picture of my balance, please",
  "chart of my balance",
])("%j asks for a picture of thirty days", (text) => {
  expect(balanceSentence(text.replace(",", ""), "2026-11-26")).toMatchObject({
    intent: "ask_score",
    slots: { period: { from: "2026-10-28", to: "2026-11-26" } },
  });
});

test.each([
  "what's my balance",
  "show my balance yesterday",
  "show my spending",
  "balance",
  "show my account balance",
])("%j does not", (text) => {
  expect(balanceSentence(text, "2026-11-26")).toBeNull();
});

test("in blocks, a score has one of eight heights and a day without one has none", () => {
  const scores = [0, 25, 34, 57, 89, 100, null];
  // From 25 to 90 in eight steps of 8.125: 34 is in the second, 57 in the fourth, 89 in the eighth.
  expect(sparklines({ ...WEEK_CHART, rows: [{ name: "mood", scores }] })).toEqual(["▁▁▂▄██·  mood"]);
});

test("in blocks, stretches stand from nothing to the highest amount, beside their usual", () => {
  const bars = [0, 41, 64].map((amount) => ({ label: "", amount, text: "" }));
  const usual = { at: 41, label: "Your usual: about $41" };
  expect(sparklines({ kind: "stretches", title: "x", bars, usual })).toEqual(["▁▆█  Your usual: about $41"]);
});

test("in blocks, a relation says how many days lie about where", () => {
  const [exposed, other] = sparklines({
    kind: "relation",
    title: "x",
    outcome: "x",
    ticks: [0, 100].map((at) => ({ at, label: "" })),
    groups: [
      { name: "after", values: [0, 0, 99], middle: null },
      { name: "other", values: [], middle: null },
    ],
  });
  expect(exposed).toBe(`█${"·".repeat(22)}▅  after`);
  expect(other).toBe(`${"·".repeat(24)}  other`);
});

test("given a stored message whose picture is of another release, then its words are said without it", () => {
  const stored = { text: [{ text: "Balance 62." }], picture: { path: "week.png", alt: "" } };
  expect(outboundMessage.parse(stored).picture).toBeUndefined();
  const known = { ...stored, picture: { chart: WEEK_CHART, alt: "a week" } };
  expect(outboundMessage.parse(JSON.parse(JSON.stringify(known))).picture).toEqual(known.picture);
  const broken = { ...WEEK_CHART, rows: [{ name: "x", scores: [Number.NaN] }] };
  expect(outboundMessage.parse({ ...stored, picture: { chart: broken, alt: "" } }).picture).toBeUndefined();
});
