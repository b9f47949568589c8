import { expect, test } from "vitest";
import { summarisePeriod } from "../../../bot/questions/summary.ts";
import { plainReply } from "../../../bot/reply.ts";
import { testDatabase } from "../../support/database.ts";
import { contextOf, LAST_WEEK, seedAccount, seedMoods, seedPayments, seedPerson } from "./seed.ts";

const { db } = await testDatabase();

test("given a week, then its picture's amounts by choice are those that its sentence sums up", async () => {
  const person = await seedPerson(db);
  const account = await seedAccount(db, person.userId, "Checking", LAST_WEEK.to);
  await seedPayments(db, person.userId, account, [
    ["2026-11-01", "Landlord", "900", "RENT_AND_UTILITIES_RENT"],
    ["2026-11-17", "Bistro", "20", "FOOD_AND_DRINK_RESTAURANT"],
    ["2026-11-17", "Market", "100", "FOOD_AND_DRINK_GROCERIES"],
    ["2026-11-19", "Cinema", "15", "ENTERTAINMENT_TV_AND_MOVIES"],
  ]);
  await seedMoods(db, person.userId, [
    { localDate: "2026-11-17", moodScore: 2 },
    { localDate: "2026-11-18", moodScore: 0 },
  ]);
  const [reply] = (await summarisePeriod(db, LAST_WEEK, contextOf(person)))?.replies ?? [];
  if (reply === undefined) throw new Error("expected a summary");
  expect(plainReply(reply)).toContain("$35 of it by choice");
  expect(reply.picture?.chart).toMatchObject({
    kind: "week",
    amounts: { texts: ["$0", "$20", "$0", "$15", "$0", "$0", "$0"] },
  });
});
