import { z } from "zod";

/** Words of a chart, as they are shown; what the font has no letters for is left out when it is drawn. */
const words = z.string().max(200);
const score = z.number().int().min(0).max(100).nullable();
/** Days of a chart over days; a person sees no more of them on a phone. */
const MOST_DAYS = 62;
/** Dots of one group: years of days. */
const MOST_DOTS = 2000;

const perDay = <Value extends z.ZodType>(value: Value) => z.array(value).max(MOST_DAYS);

/** Three scores over some days, what was spent under them. A day without a score, or not known, is null. */
const balanceChart = z.object({
  kind: z.literal("balance"),
  title: words,
  /** One label a day, in order; every seventh from the last is shown. */
  days: perDay(words),
  lines: z.array(z.object({ name: words, scores: perDay(score) })).max(3),
  /** Where the balance was on most days. */
  band: z.object({ from: z.number(), to: z.number(), label: words }).nullable(),
  /** In major units of the currency; `name` says the highest one in words, `gaps` what a day without an amount is. */
  bars: z.object({ name: words, gaps: words.nullable(), amounts: perDay(z.number().nullable()) }).nullable(),
});

/** Up to seven days side by side, a row a score, and what was spent in words; a day that is to come has no score yet, not even null. */
const weekChart = z.object({
  kind: z.literal("week"),
  title: words,
  days: z.array(z.object({ weekday: words, day: words })).max(7),
  rows: z.array(z.object({ name: words, scores: z.array(score).max(7) })).max(4),
  amounts: z.object({ name: words, texts: z.array(words.nullable()).max(7) }).nullable(),
  /** What an empty cell means. */
  none: words,
});

/** A month's score as a calendar: weeks from Monday, null where the month has no day. */
const monthChart = z.object({
  kind: z.literal("month"),
  title: words,
  weekdays: z.array(words).length(7),
  weeks: z
    .array(z.array(z.object({ day: z.number().int(), score, isAhead: z.boolean() }).nullable()).length(7))
    .max(6),
  none: words,
});

/** One dot a day: days with something and the days without, each group with what stands for all of it. */
const relationChart = z.object({
  kind: z.literal("relation"),
  title: words,
  /** What is measured, with its unit. */
  outcome: words,
  /** Evenly spaced, from the lowest to the highest value shown. */
  ticks: z
    .array(z.object({ at: z.number(), label: words }))
    .min(2)
    .max(12),
  groups: z
    .array(
      z.object({
        name: words,
        values: z.array(z.number()).max(MOST_DOTS),
        /** What stands for all of them. */
        middle: z.object({ at: z.number(), label: words }).nullable(),
      }),
    )
    .min(1)
    .max(2),
});

/** Stretches of equal kind beside each other, a bar each, the last one the one that was asked about; amounts in major units. */
const stretchesChart = z.object({
  kind: z.literal("stretches"),
  title: words,
  bars: z
    .array(z.object({ label: words, amount: z.number(), text: words }))
    .min(2)
    .max(12),
  usual: z.object({ at: z.number(), label: words }),
});

/**
 * What is drawn in a picture: the numbers as they are said, the words as they are shown. It is small and plain, since it waits in
 * the outbox until the message is sent, and only then becomes a picture.
 */
const chart = z.discriminatedUnion("kind", [
  balanceChart,
  weekChart,
  monthChart,
  relationChart,
  stretchesChart,
]);

export type Chart = z.infer<typeof chart>;
export type ChartKind = Chart["kind"];
export type ChartOf<Kind extends ChartKind> = Extract<Chart, { readonly kind: Kind }>;

/** A message's picture: the chart, and its facts in words for whoever does not see it. */
export const picture = z.object({ chart, alt: z.string() });
export type Picture = z.infer<typeof picture>;
