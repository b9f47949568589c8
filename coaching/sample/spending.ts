import { drawNormal, drawPoisson, type Random } from "../model/random.ts";
import type { CalendarDay } from "./calendar.ts";
import {
  clamp,
  drawBetween,
  drawChance,
  drawLogNormal,
  drawOne,
  drawWeighted,
  drawWhole,
  type Streams,
} from "./draws.ts";
import { HABITS, type Habit, IMPULSES, NIGHT_SHOPS } from "./habits.ts";
import { linkEffect } from "./links.ts";
import type { MindDay } from "./mood.ts";
import type { Movement } from "./movements.ts";
import type { Traits } from "./persons.ts";
import { priceMinor } from "./prices.ts";
import type { BodyDay } from "./sleep-body.ts";

/** A habit as one person has it. */
type OwnHabit = {
  readonly habit: Habit;
  /** Visits on a day of average weekday; 0 for what is renewed. */
  readonly dailyRate: number;
  readonly renewalDays: number;
  readonly merchants: readonly string[];
};

/** Purchases that are made in any case, beyond what chance brings. */
export type ScriptedVisit = {
  readonly day: number;
  readonly minute: number;
  readonly habit: string;
  /** Factor on the habit's median amount. */
  readonly factor: number;
};

/**
 * Fewest and most discretionary visits a day. Measured over 100 persons of 365 days: between them the days without
 * discretionary spending are 37 to 58 %, and the days without any outflow at all 22 to 41 %.
 */
const DAILY_VISITS = [0.52, 0.6] as const;
/**
 * What a pull of one standard deviation adds to the log of the rate and of the amounts. Visits are rare and amounts
 * skewed, so most of a day's spending is chance, and it takes this much for links to show at about their size.
 */
const RATE_GAIN = 1.5;
const AMOUNT_GAIN = 0.5;
const PAYDAY_WEEK = 0.35;
const REFUND_SHARE = 0.06;
const NIGHT_SHOP_SHARE = 0.75;

/** All purchases and refunds of a person, in no order. */
export function drawSpending(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  body: readonly BodyDay[],
  minds: readonly MindDay[],
  paydayWeek: readonly boolean[],
  scripted: readonly ScriptedVisit[],
): Movement[] {
  const own = drawOwnHabits(streams, traits);
  const pull = spendingPull(traits, body);
  const visits = own.flatMap((habit) =>
    habit.habit.rhythm.kind === "renewal"
      ? drawRenewals(streams, traits, habit, days)
      : drawVisits(streams, traits, habit, days, pull, paydayWeek),
  );
  const impulses = drawImpulses(streams, traits, own, days, minds);
  const extras = scripted.flatMap((visit, index) => scriptedVisit(streams, traits, own, visit, index));
  const purchases = [...visits, ...impulses, ...extras];
  return [...purchases, ...drawRefunds(streams, purchases, days.length)];
}

function drawOwnHabits(streams: Streams, traits: Traits): OwnHabit[] {
  const drawn = HABITS.flatMap((habit): OwnHabit[] => {
    const random = streams(`habit-${habit.id}`);
    const has = drawChance(random, habit.share) || traits.surelyHas.includes(habit.id);
    const place = random();
    const { rhythm } = habit;
    // Skewed to the low end for coffee and its like: few go every day.
    const weekly =
      rhythm.kind === "visits" ? rhythm.weekly[0] + place ** 1.6 * (rhythm.weekly[1] - rhythm.weekly[0]) : 0;
    const renewalDays =
      rhythm.kind === "renewal" ? rhythm.days[0] + place * (rhythm.days[1] - rhythm.days[0]) : 0;
    const count = Math.min(habit.merchants.length, drawWhole(random, 1, 3));
    const first = drawWhole(random, 0, habit.merchants.length - 1);
    const merchants = Array.from(
      { length: count },
      (_, offset) => habit.merchants[(first + offset) % habit.merchants.length] ?? habit.id,
    );
    return has ? [{ habit, dailyRate: weekly / 7, renewalDays, merchants }] : [];
  });
  const total = drawn.reduce((sum, { dailyRate }) => sum + dailyRate, 0);
  const wanted = traits.dailyVisits ?? clamp(total, ...DAILY_VISITS);
  const scale = wanted / Math.max(total, 0.01);
  return drawn.map((habit) => ({ ...habit, dailyRate: habit.dailyRate * scale }));
}

/** Per day, by how many standard deviations the person's links push spending. */
function spendingPull(traits: Traits, body: readonly BodyDay[]): number[] {
  const fromSleep = linkEffect(traits.links, "sleep_to_spending");
  const fromStress = linkEffect(traits.links, "stress_to_spending");
  return body.map((today, index) => fromSleep * today.sleepZ + fromStress * (body[index - 1]?.stressZ ?? 0));
}

function drawVisits(
  streams: Streams,
  traits: Traits,
  own: OwnHabit,
  days: readonly CalendarDay[],
  pull: readonly number[],
  paydayWeek: readonly boolean[],
): Movement[] {
  const { habit } = own;
  const variance =
    linkEffect(traits.links, "sleep_to_spending") ** 2 + linkEffect(traits.links, "stress_to_spending") ** 2;
  // Keeps the mean where it is: a link moves purchases between days, it does not make a person spend more.
  const centre = (RATE_GAIN ** 2 * variance) / 2;
  return days.flatMap((day) => {
    const random = streams(`visit-${habit.id}`, day.index);
    const pushed = pull[day.index] ?? 0;
    const logRate =
      Math.log(habit.weekdays[day.weekday] ?? 1) +
      (paydayWeek[day.index] ? PAYDAY_WEEK / 2 : -PAYDAY_WEEK / 2) +
      clamp(RATE_GAIN * pushed, -1.8, 1.8) -
      centre +
      day.shift.spending;
    const count = Math.min(4, drawPoisson(random, own.dailyRate * Math.exp(logRate)));
    return Array.from({ length: count }, (_, visit) =>
      purchase(random, traits, own, day.index, {
        key: `visit/${habit.id}/${day.index}/${visit}`,
        minute: Math.min(day.lastMinute, drawWhole(random, ...habit.hours)),
        factor: Math.exp(clamp(AMOUNT_GAIN * pushed, -0.6, 0.6)),
        origin: "habit",
      }),
    );
  });
}

/** What runs out is bought anew: gaps between purchases, not purchases a week. */
function drawRenewals(
  streams: Streams,
  traits: Traits,
  own: OwnHabit,
  days: readonly CalendarDay[],
): Movement[] {
  const random = streams(`renewal-${own.habit.id}`);
  const bought: Movement[] = [];
  let next = drawBetween(random, 0, own.renewalDays);
  for (let turn = 0; next < days.length; turn++) {
    const day = days[Math.floor(next)];
    const minute = drawWhole(random, ...own.habit.hours);
    if (day) {
      bought.push(
        purchase(random, traits, own, day.index, {
          key: `renewal/${own.habit.id}/${turn}`,
          minute: Math.min(day.lastMinute, minute),
          factor: 1,
          origin: "habit",
        }),
      );
    }
    next += Math.max(1, own.renewalDays * (1 + 0.18 * drawNormal(random)));
  }
  return bought;
}

/** Late purchases at 21:00 to 01:00; those past midnight fall on the next day, as the bank has it. */
function drawImpulses(
  streams: Streams,
  traits: Traits,
  own: readonly OwnHabit[],
  days: readonly CalendarDay[],
  minds: readonly MindDay[],
): Movement[] {
  const base = drawBetween(streams("impulse-rate"), 0.05, 0.11);
  const effect = linkEffect(traits.links, "mood_to_impulse");
  // In standard deviations of a count that is nearly always 0, even a small effect is a large factor.
  const gain = clamp(effect / Math.sqrt(base), -1.2, 1.2);
  const choices = IMPULSES.filter(({ habit }) => own.some((candidate) => candidate.habit.id === habit));
  return days.flatMap((day) => {
    const random = streams("impulse", day.index);
    const moodZ = clamp(minds[day.index]?.moodZ ?? 0, -2, 2);
    const rate = base * Math.exp(gain * moodZ - gain ** 2 / 2 + 0.5 * day.shift.spending);
    const count = day.lastMinute < 1439 ? 0 : Math.min(3, drawPoisson(random, rate));
    return Array.from({ length: count }, (_, turn): Movement[] => {
      const choice = drawWeighted(random, choices);
      const habit = own.find((candidate) => candidate.habit.id === choice.habit);
      const minute = 1260 + Math.floor(240 * Math.min(random(), random()));
      const target = day.index + (minute >= 1440 ? 1 : 0);
      if (!habit || target >= days.length) return [];
      const shops = NIGHT_SHOPS[choice.habit] ?? habit.merchants;
      const merchants = drawChance(random, NIGHT_SHOP_SHARE) ? shops : habit.merchants;
      return [
        purchase(random, traits, { ...habit, merchants }, target, {
          key: `impulse/${day.index}/${turn}`,
          minute: minute % 1440,
          factor: choice.factor,
          origin: "impulse",
        }),
      ];
    }).flat();
  });
}

function scriptedVisit(
  streams: Streams,
  traits: Traits,
  own: readonly OwnHabit[],
  visit: ScriptedVisit,
  index: number,
): Movement[] {
  const habit = own.find((candidate) => candidate.habit.id === visit.habit);
  if (!habit) return [];
  const plain = { ...habit, habit: { ...habit.habit, logSd: 0.1 } };
  const bought = purchase(streams("scripted-visit", index), traits, plain, visit.day, {
    key: `scripted/${index}`,
    minute: visit.minute,
    factor: visit.factor,
    origin: visit.minute >= 1260 ? "impulse" : "habit",
  });
  return [{ ...bought, scripted: true }];
}

function purchase(
  random: Random,
  traits: Traits,
  { habit, merchants }: OwnHabit,
  day: number,
  { key, minute, factor, origin }: Pick<Movement, "key" | "origin"> & { minute: number; factor: number },
): Movement {
  // Richer people buy dearer, but not in proportion.
  const level = (traits.monthlyIncomeUsd / 4200) ** 0.5;
  const usd = drawLogNormal(random, habit.medianUsd * level * factor, habit.logSd);
  const known = random() < 0.94;
  return {
    key,
    day,
    minute,
    account: "credit_card",
    merchantName: drawOne(random, known ? merchants : habit.merchants),
    style: habit.style,
    amountMinor: priceMinor(usd, traits.currency),
    category: habit.category,
    origin,
    discretionary: habit.discretionary,
    refunds: null,
    surelyRecurring: habit.category.startsWith("FOOD_AND_DRINK") ? false : null,
  };
}

function drawRefunds(streams: Streams, purchases: readonly Movement[], length: number): Movement[] {
  const refundable = new Set(HABITS.filter((habit) => habit.refundable).map((habit) => habit.category));
  return purchases.flatMap((bought) => {
    const random = streams("refund", bought.key);
    const day = bought.day + drawWhole(random, 3, 20);
    const given = refundable.has(bought.category) && drawChance(random, REFUND_SHARE) && day < length;
    if (!given) return [];
    return [
      {
        ...bought,
        key: `refund/${bought.key}`,
        day,
        minute: null,
        amountMinor: -bought.amountMinor,
        origin: "refund" as const,
        refunds: bought.key,
      },
    ];
  });
}
