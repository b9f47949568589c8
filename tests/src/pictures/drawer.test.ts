import { expect, test } from "vitest";
import type { Chart, ChartOf } from "../../../bot/pictures/chart.ts";
import { createDrawer } from "../../../src/pictures/drawer.ts";
import { WEEK_CHART } from "../../fakes/pictures.ts";

const drawer = await createDrawer();

const balance = (change: Partial<ChartOf<"balance">> = {}): ChartOf<"balance"> => ({
  kind: "balance",
  title: "Your balance, 20 to 26 November: mostly 55 to 70",
  days: ["20 Nov", "21 Nov", "22 Nov", "23 Nov", "24 Nov", "25 Nov", "26 Nov"],
  lines: [{ name: "energy", scores: [60, 61, 62, 63, 64, 65, 66] }],
  band: null,
  bars: null,
  ...change,
});

const month: ChartOf<"month"> = {
  kind: "month",
  title: "Your balance, November 2026: 61 on average",
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  weeks: [[null, null, ...[1, 2, 3, 4, 5].map((day) => ({ day, score: day * 20 - 1, isAhead: false }))]],
  none: "no score",
};

const relation: ChartOf<"relation"> = {
  kind: "relation",
  title: "After under 6 h: about $31 more",
  outcome: "Spent by choice that day",
  ticks: [0, 50, 100].map((at) => ({ at, label: `$${at}` })),
  groups: [
    { name: "After under 6 h", values: [20, 20, 80], middle: { at: 20, label: "median $20" } },
    { name: "Other days", values: [], middle: null },
  ],
};

const stretches: ChartOf<"stretches"> = {
  kind: "stretches",
  title: "What you spent on takeout, Monday 16 to Sunday 22 November: $64",
  bars: [
    { label: "2 Nov", amount: 30, text: "$30" },
    { label: "9 Nov", amount: -5, text: "−$5" },
    { label: "16 Nov", amount: 64, text: "$64" },
  ],
  usual: { at: 41, label: "Your usual: about $41" },
};

/** How many times the pen of the first line is set down anew: once for each run of days without a gap. */
function runs(svg: string): number {
  const line = /<path d="([^"]*)"[^>]*stroke="#0072B2"/.exec(svg)?.[1] ?? "";
  return (line.match(/M/g) ?? []).length;
}

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? "");

test("the same chart gives the same picture, to the byte", () => {
  for (const chart of [WEEK_CHART, balance(), month, relation, stretches]) {
    const [one, other] = [drawer.png(chart), drawer.png(structuredClone(chart))];
    expect(Buffer.from(one.subarray(1, 4)).toString()).toBe("PNG");
    expect(Buffer.compare(one, other)).toBe(0);
  }
});

test("a picture is 1280 pixels wide, by the first bytes of its file", () => {
  expect(Buffer.from(drawer.png(WEEK_CHART)).readUInt32BE(16)).toBe(1280);
});

test("given days without a score, then the line breaks and none is drawn through them", () => {
  const gaps = (scores: (number | null)[]) =>
    runs(drawer.svg(balance({ lines: [{ name: "energy", scores }] })));
  expect(gaps([60, 61, 62, 63, 64, 65, 66])).toBe(1);
  expect(gaps([60, 61, null, 63, 64, 65, 66])).toBe(2);
  expect(gaps([60, 61, null, 63, 64, null, null])).toBe(2);
  expect(gaps([60, 61, null, 63, 64, null, 66])).toBe(3);
});

test("given a day between two without a score, then a mark stands for it", () => {
  const marks = (scores: (number | null)[]) =>
    (drawer.svg(balance({ lines: [{ name: "energy", scores }] })).match(/fill="#0072B2"/g) ?? []).length;
  const none = marks([60, 61, 62, 63, 64, 65, 66]);
  expect(marks([60, 61, null, 63, null, 65, 66])).toBe(none + 1);
});

test("given a day without a score in a week or month, then its cell is empty, which is not zero", () => {
  const dashed = (chart: Chart) => (drawer.svg(chart).match(/stroke-dasharray/g) ?? []).length;
  // Its cell, and the one that says what that means.
  expect(dashed(WEEK_CHART)).toBe(2);
  expect(dashed({ ...WEEK_CHART, rows: [{ name: "balance", scores: [62, 0, 48] }] })).toBe(0);
  expect(dashed(month)).toBe(0);
  expect(texts(drawer.svg(WEEK_CHART))).toEqual(expect.arrayContaining(["62", "48", "no score"]));
});

test("given days that are yet to come, then they have no cell", () => {
  const ahead = { ...WEEK_CHART, rows: [{ name: "balance", scores: [62] }] };
  const svg = drawer.svg(ahead);
  expect(svg).not.toContain("stroke-dasharray");
  expect(texts(svg)).toEqual(expect.arrayContaining(["Tue", "Wed"]));
});

test("a relation has a dot for every day, and its medians in words", () => {
  const svg = drawer.svg(relation);
  // Filled dots, and the group's name in the same colour.
  expect((svg.match(/fill="#D55E00"/g) ?? []).length).toBe(3 + 1);
  expect(texts(svg)).toEqual(
    expect.arrayContaining(["After under 6 h", "median $20", "Other days", "$0", "$50", "$100"]),
  );
});

test("stretches have a bar each with its amount, the one asked about in colour, and one with more back than spent has none", () => {
  const svg = drawer.svg(stretches);
  expect(texts(svg)).toEqual(
    expect.arrayContaining(["$30", "−$5", "$64", "2 Nov", "16 Nov", "Your usual: about $41"]),
  );
  // Its bar and its amount.
  expect((svg.match(/fill="#0072B2"/g) ?? []).length).toBe(2);
  expect(svg).not.toMatch(/NaN|height="-/);
});

test("given letters that the font does not have, then they are left out, and no box stands for them", () => {
  const name = "Café 食費 😀 Łódź Ωμέγα Кофе ₺5\u0007";
  const svg = drawer.svg({
    ...WEEK_CHART,
    title: name,
    rows: [{ name: "👨‍👩‍👧 mood", scores: [50, 50, 50] }],
  });
  expect(texts(svg)).toEqual(expect.arrayContaining(["Café Łódź Ωμέγα Кофе ₺5", "mood"]));
});

test("given words that look like markup, then they are shown as they are", () => {
  expect(drawer.svg({ ...WEEK_CHART, title: `<b> & "x" </svg>` })).toContain("&lt;b&gt; &amp;");
  expect(drawer.png({ ...WEEK_CHART, title: `<b> & "x" </svg>` }).length).toBeGreaterThan(1000);
});

test("given a long title, then it goes on in further lines; a longer one is cut", () => {
  const lines = (title: string) =>
    texts(drawer.svg({ ...WEEK_CHART, title })).filter((text) => /word|…/.test(text));
  expect(lines("word ".repeat(12).trim()).length).toBeGreaterThan(1);
  const cut = lines("word ".repeat(38).trim());
  expect(cut).toHaveLength(3);
  expect(cut.at(-1)).toMatch(/word…$/);
});

test.each<[string, Chart]>([
  ["no day", balance({ days: [], lines: [], title: "" })],
  ["no line", balance({ lines: [] })],
  ["a line without a score", balance({ lines: [{ name: "mood", scores: Array(7).fill(null) }] })],
  ["one day", balance({ days: ["26 Nov"], lines: [{ name: "mood", scores: [0] }] })],
  [
    "amounts that are all unknown",
    balance({ bars: { name: "Spent", gaps: "?", amounts: Array(7).fill(null) } }),
  ],
  [
    "amounts that are all nothing",
    balance({ bars: { name: "Spent", gaps: null, amounts: Array(7).fill(0) } }),
  ],
  ["a refund", balance({ bars: { name: "Spent", gaps: null, amounts: [-5, 0, 1, 2, 3, 4, 5] } })],
  ["a band of one score at the top", balance({ band: { from: 100, to: 100, label: "mostly" } })],
  ["a week without rows", { ...WEEK_CHART, rows: [] }],
  ["a month without weeks", { ...month, weeks: [] }],
  ["two ticks at one value", { ...relation, ticks: [1, 1].map((at) => ({ at, label: "1" })) }],
  [
    "days by the thousand",
    { ...relation, groups: [{ name: "x", values: Array(2000).fill(50), middle: null }] },
  ],
])("given %s, then there is a picture without a number that is none", (_, chart) => {
  expect(drawer.svg(chart)).not.toMatch(/NaN|Infinity|undefined/);
  expect(drawer.png(chart).length).toBeGreaterThan(500);
});
