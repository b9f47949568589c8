import { dayNumber, monthEndOf, weekdayOf } from "../model/local-date.ts";
import { drawNormal } from "../model/random.ts";
import type { CalendarDay } from "./calendar.ts";
import { drawChance, drawLogNormal, drawWhole, type Streams } from "./draws.ts";
import type { Movement } from "./movements.ts";
import type { Traits } from "./persons.ts";
import { priceMinor } from "./prices.ts";

const PAYDAY_WEEK_DAYS = 7;
const EMPLOYERS = [
  "Northwind Workshops",
  "Alder & Sons",
  "Brightwater Clinic",
  "Harborside Logistics",
] as const;

/** What comes in, and on which days the person feels it. */
export type Income = {
  readonly movements: readonly Movement[];
  /** Per day: payday or one of the six days after. */
  readonly paydayWeek: readonly boolean[];
};

/** Salary by the person's pay pattern, or irregular invoices. */
export function drawIncome(streams: Streams, traits: Traits, days: readonly CalendarDay[]): Income {
  const random = streams("employer");
  const employer = EMPLOYERS[drawWhole(random, 0, EMPLOYERS.length - 1)] ?? EMPLOYERS[0];
  const parity = drawWhole(random, 0, 1);
  const irregular = traits.pay === "irregular" ? irregularPay(streams, traits, days.length) : null;
  const paid = days.map((day) => irregular?.get(day.index) ?? regularPay(traits, day, parity));
  const movements = days.flatMap((day, index): Movement[] => {
    const usd = paid[index] ?? 0;
    if (usd <= 0) return [];
    return [
      {
        key: `income/${day.index}`,
        day: day.index,
        minute: null,
        account: "checking",
        merchantName: employer,
        style: "ach",
        amountMinor: -priceMinor(usd, traits.currency),
        category: "INCOME_SALARY",
        origin: "income",
        discretionary: null,
        refunds: null,
        surelyRecurring: traits.pay === "irregular" ? null : true,
      },
    ];
  });
  const paydayWeek = days.map((_, index) =>
    paid.slice(Math.max(0, index - PAYDAY_WEEK_DAYS + 1), index + 1).some((usd) => usd > 0),
  );
  return { movements, paydayWeek };
}

/** US dollars paid on a day by a regular pattern, 0 on other days. Weekends are paid on the Friday before. */
function regularPay(traits: Traits, { date }: CalendarDay, parity: number): number {
  const weekday = weekdayOf(date);
  if (weekday > 4) return 0;
  const dayOfMonth = Number(date.slice(8));
  const last = Number(monthEndOf(date).slice(8));
  const reach = weekday === 4 ? 2 : 0;
  const falls = (target: number) => dayOfMonth <= target && target <= dayOfMonth + reach;
  switch (traits.pay) {
    case "biweekly":
      return weekday === 4 && Math.floor((dayNumber(date) + 3) / 7) % 2 === parity
        ? (traits.monthlyIncomeUsd * 12) / 26
        : 0;
    case "semimonthly":
      return falls(15) || falls(last) ? traits.monthlyIncomeUsd / 2 : 0;
    case "monthly":
      return falls(last) ? traits.monthlyIncomeUsd : 0;
    case "irregular":
      return 0;
  }
}

function irregularPay(streams: Streams, traits: Traits, length: number): Map<number, number> {
  const random = streams("irregular-pay");
  const paid = new Map<number, number>();
  for (let day = drawWhole(random, 0, 20); day < length; ) {
    const gap = Math.max(3, Math.round(16 + 8 * drawNormal(random)));
    const good = drawChance(random, 0.2) ? 1.6 : 1;
    paid.set(day, drawLogNormal(random, (good * traits.monthlyIncomeUsd * gap) / 30, 0.35));
    day += gap;
  }
  return paid;
}
