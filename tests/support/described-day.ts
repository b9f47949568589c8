import { randomUUID } from "node:crypto";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { biometricReadings, moodEntries } from "../../db/schema/health.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import { insightRow, lookOf, storeInsight, storeLook } from "./insight-rows.ts";

/** The day that the product describes, a Tuesday; London's clock shows UTC. */
export const TODAY = "2026-11-24";
const LAST_SUNDAY = "2026-11-22";
const SYNCED = new Date(`${TODAY}T18:10:00Z`);

const FAST_FOOD = "FOOD_AND_DRINK_FAST_FOOD";
const CLOTHES = "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES";

/** Takeout of the eight weeks before last week, in dollars, the latest first: the middle of them is 41. */
const EARLIER_WEEKS = [41, 38, 44, 41, 40, 42, 41, 43];
/** Last week's five orders come to $64. */
const ORDERS: readonly (readonly [string, string])[] = [
  ["2026-11-16", "12.00"],
  ["2026-11-17", "13.00"],
  ["2026-11-19", "13.00"],
  ["2026-11-20", "13.00"],
  ["2026-11-22", "13.00"],
];

/**
 * What is known of the only person on the eve of that day and through it: nights of 7 h 05 m and the last of 5 h 40 m, two accounts,
 * coffee noted on six days, and one relation of their own, established since 3 August.
 */
export async function storeDescribedDay(db: Database): Promise<void> {
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  await db.update(users).set({ currency: "USD" });
  await db.insert(biometricReadings).values(
    eachDay(addDays(TODAY, -20), TODAY).map((localDate) => ({
      userId,
      source: "simulated",
      localDate,
      timestamp: new Date(`${localDate}T06:00:00Z`),
      sleepDurationMinutes: localDate === TODAY ? 340 : 425,
    })),
  );
  await storeMoney(db, userId);
  await db.insert(moodEntries).values(
    eachDay(addDays(LAST_SUNDAY, -17), LAST_SUNDAY).map((localDate, index) => ({
      id: randomUUID(),
      userId,
      localDate,
      timestamp: new Date(`${localDate}T08:00:00Z`),
      moodScore: 0,
      contextTags: index % 3 === 0 ? ["coffee"] : [],
    })),
  );
  await storeInsight(db, userId, insightRow());
  await storeLook(db, userId, lookOf(LAST_SUNDAY));
}

async function storeMoney(db: Database, userId: string): Promise<void> {
  const [checking, amex] = [randomUUID(), randomUUID()];
  const account = (
    id: string,
    accountName: string,
    accountType: "checking" | "credit_card",
    hour: number,
  ) => ({
    ...{ id, userId, accountName, accountType, provider: "test", externalAccountId: id, currency: "USD" },
    ...{ syncedThrough: TODAY, syncedAt: SYNCED, createdAt: new Date(`2026-08-01T0${hour}:00:00Z`) },
  });
  await db
    .insert(accounts)
    .values([account(checking, "Checking", "checking", 8), account(amex, "Amex", "credit_card", 9)]);
  const paid = (localDate: string, merchantName: string, amount: string, category: string) => {
    const id = randomUUID();
    return {
      ...{
        id,
        userId,
        externalId: id,
        merchantName,
        rawName: merchantName,
        amount,
        currency: "USD",
        category,
      },
      ...{ accountId: amex, localDate, timestamp: new Date(`${localDate}T12:00:00Z`) },
    };
  };
  await db
    .insert(transactions)
    .values([
      { ...paid("2026-08-14", "Uniqlo", "39.90", CLOTHES), accountId: checking },
      ...EARLIER_WEEKS.map((amount, week) =>
        paid(addDays("2026-11-13", -7 * week), "Pizza Place", `${amount}.00`, FAST_FOOD),
      ),
      ...ORDERS.map(([date, amount]) => paid(date, "Pizza Place", amount, FAST_FOOD)),
      paid("2026-11-19", "Uniqlo", "89.90", CLOTHES),
    ]);
}
