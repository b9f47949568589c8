import {
  addDays,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  type LocalDate,
  monthEndOf,
  weekdayOf,
} from "../model/local-date.ts";
import type { CalendarDay } from "./calendar.ts";
import { drawBetween, drawChance, drawLogNormal, drawOne, drawWhole, type Streams } from "./draws.ts";
import type { Movement } from "./movements.ts";
import type { Traits } from "./persons.ts";
import { priceMinor } from "./prices.ts";
import { STREAM_KINDS, type StreamKind } from "./stream-kinds.ts";
import type { SampleStreamTruth } from "./types.ts";

const FEWEST_STREAMS = 6;
const MOST_STREAMS = 12;
const SURE_FROM_OCCURRENCE = 3;
const MONTHS = { weekly: 0, biweekly: 0, monthly: 1, quarterly: 3, annual: 12 } as const;

/** One stream's payments and what is so about it; `keys` are those of its movements. */
export type DrawnStream = {
  readonly movements: readonly Movement[];
  readonly truth: Omit<SampleStreamTruth, "transactionIds">;
};

/** The person's recurring payments: price changes, cancellations, late starts, misses and late postings included. */
export function drawRecurring(streams: Streams, traits: Traits, days: readonly CalendarDay[]): DrawnStream[] {
  const wanted = STREAM_KINDS.filter((kind) => drawChance(streams(`has-${kind.id}`), kind.share));
  const missing = STREAM_KINDS.filter((kind) => !wanted.includes(kind)).slice(
    0,
    Math.max(0, FEWEST_STREAMS - wanted.length),
  );
  return [...wanted, ...missing]
    .slice(0, MOST_STREAMS)
    .map((kind) => drawStream(streams, traits, days, kind));
}

function drawStream(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  kind: StreamKind,
): DrawnStream {
  const random = streams(`stream-${kind.id}`);
  const from = days[0]?.date ?? "1970-01-01";
  const place = (share: number) => addDays(from, Math.floor(share * days.length));
  const merchantName = drawOne(random, kind.merchants);
  // Most bills fall due in the first days of a month.
  const drawnPhase = drawChance(random, 0.5) ? drawWhole(random, 1, 5) : drawWhole(random, 1, 31);
  const phase = kind.id === "rent" ? 1 : drawnPhase;
  const usd = streamPrice(kind, traits, random());
  const changes = drawChance(random, 0.2);
  const [changeAt, rise] = [drawBetween(random, 0.3, 0.7), drawBetween(random, 1.06, 1.25)];
  const ends = drawChance(random, 0.12);
  const endAt = drawBetween(random, 0.4, 0.9);
  const late = drawChance(random, 0.15);
  const startAt = drawBetween(random, 0.1, 0.4);
  const loose = kind.account === "checking" && drawChance(random, 0.4);
  const fixed = kind.billLogSd === 0;
  const essential = kind.id === "rent" || kind.id === "electricity";
  const priceChangedOn = changes && fixed && !essential ? place(changeAt) : null;
  const endedOn = ends && !essential ? place(endAt) : null;
  const startsOn = late && !essential ? place(startAt) : from;

  let seen = 0;
  const movements = dueDates(kind, phase, from, days.length).flatMap(({ due, period }): Movement[] => {
    const chance = streams(`stream-${kind.id}`, period);
    const missed = drawChance(chance, kind.cadence === "annual" ? 0 : 0.025);
    const slack = loose && drawChance(chance, 0.5) ? drawWhole(chance, 0, 3) : 0;
    const bill = drawLogNormal(chance, 1, kind.billLogSd);
    const posted = kind.account === "checking" ? nextBusinessDay(addDays(due, slack)) : due;
    const day = daysBetween(from, posted);
    if (missed || due < startsOn || (endedOn !== null && due >= endedOn)) return [];
    if (day < 0 || day >= days.length) return [];
    seen++;
    const price = priceChangedOn !== null && due >= priceChangedOn ? usd * rise : usd;
    return [
      {
        key: `stream/${kind.id}/${period}`,
        day,
        minute: null,
        account: kind.account,
        merchantName,
        style: kind.account === "checking" ? "ach" : "online",
        amountMinor: priceMinor(price * (fixed ? 1 : bill), traits.currency),
        category: kind.category,
        origin: "recurring",
        discretionary: kind.discretionary,
        refunds: null,
        surelyRecurring: fixed && seen >= SURE_FROM_OCCURRENCE ? true : null,
      },
    ];
  });
  const { category, cadence } = kind;
  return { movements, truth: { merchantName, category, cadence, variable: !fixed, priceChangedOn, endedOn } };
}

/** US dollars of one payment. Rent goes with income, tariffs end in .99. */
function streamPrice(kind: StreamKind, traits: Traits, place: number): number {
  if (kind.id === "rent") return Math.round((traits.monthlyIncomeUsd * (0.26 + 0.1 * place)) / 10) * 10;
  const usd = kind.usd[0] + place * (kind.usd[1] - kind.usd[0]);
  return kind.tariff ? Math.floor(usd) + 0.99 : Math.round(usd);
}

/**
 * Due days around the window, each with the number of its period, which depends on the calendar alone.
 *
 * Months and their multiples clip the day to the month's length; weeks keep their weekday.
 */
function dueDates(
  kind: StreamKind,
  phase: number,
  from: LocalDate,
  length: number,
): { due: LocalDate; period: number }[] {
  const first = dayNumber(from) - 10;
  const last = first + length + 10;
  const months = MONTHS[kind.cadence];
  const due: { due: LocalDate; period: number }[] = [];
  if (months === 0) {
    const step = kind.cadence === "weekly" ? 7 : 14;
    for (let period = Math.ceil((first - phase) / step); period * step + phase <= last; period++) {
      due.push({ due: dateOfDayNumber(period * step + phase), period });
    }
    return due;
  }
  const start = new Date(first * 86_400_000);
  const firstMonth = start.getUTCFullYear() * 12 + start.getUTCMonth();
  for (let month = firstMonth; month <= firstMonth + length / 28 + 2; month++) {
    if (month % months !== phase % months) continue;
    const monthStart = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    const dayOfMonth = Math.min(phase, Number(monthEndOf(monthStart).slice(8)));
    due.push({ due: addDays(monthStart, dayOfMonth - 1), period: month });
  }
  return due;
}

function nextBusinessDay(date: LocalDate): LocalDate {
  const weekday = weekdayOf(date);
  return weekday < 5 ? date : addDays(date, 7 - weekday);
}
