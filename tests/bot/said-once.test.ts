import { expect, test } from "vitest";
import { chooseNow } from "../../bot/choosing.ts";
import { storeRecommended, wordFinding } from "../../bot/recommending.ts";
import { plainReply } from "../../bot/reply.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { loadDays } from "../../db/queries/days.ts";
import { understandPerson } from "../../db/queries/understand.ts";
import { testDatabase } from "../support/database.ts";
import { contextOf, NOW, type Paid, seedAccount, seedPayments, seedPerson, TODAY } from "./questions/seed.ts";

const { db } = await testDatabase();
const MAPS = "GENERAL_SERVICES_OTHER_GENERAL_SERVICES";
const DUE = addDays(TODAY, 3);

/** Somebody whose yearly subscription renews in three days, and what rules have to say of it on a day. */
async function withYearly() {
  const person = await seedPerson(db);
  const accountId = await seedAccount(db, person.userId, "Checking", TODAY);
  const yearly = ["39.99", "39.99", "49.99"].map(
    (price, index): Paid => [`${2023 + index}${DUE.slice(4)}`, "Atlas Maps", price, MAPS],
  );
  // What recurs is read for those with a payment of late that does.
  const monthly = ["06", "07", "08", "09", "10", "11"].map(
    (month): Paid => [`2026-${month}-10`, "Spotify", "10.99", "ENTERTAINMENT_MUSIC_AND_AUDIO"],
  );
  await seedPayments(db, person.userId, accountId, [...yearly, ...monthly]);
  await understandPerson(db, person.userId, NOW);
  const on = (today: LocalDate) => {
    const now = new Date(`${today}T18:00:00Z`);
    return { ...contextOf(person), today, now };
  };
  const chosen = async (today: LocalDate) => {
    const loaded = await loadDays(db, person, { from: today, to: today });
    return chooseNow(db, loaded, on(today), { slot: "evening", room: "any", joinsTrials: false });
  };
  return { on, chosen };
}

test("given a renewal that was announced three days ahead, then its day brings no second word, though the rule has rested", async () => {
  const { on, chosen } = await withYearly();
  const first = await chosen(TODAY);
  if (first.outcome !== "say") throw new Error(`expected a renewal, got ${first.outcome}`);
  expect(first.finding).toMatchObject({ ruleId: "renewal-soon", facts: { dueDay: DUE } });
  const said = await wordFinding(db, first.finding, on(TODAY));
  expect(plainReply({ parts: [said.message] })).toContain("$49.99");
  await storeRecommended(db, said, on(TODAY), { slot: "evening", isWithheld: false });
  const again = await chosen(DUE);
  expect(again.outcome).toBe("hold");
  expect(again.candidates).toMatchObject([
    { ruleId: "renewal-soon", state: "too_soon", until: addDays(DUE, 1) },
  ]);
  expect((await chosen(addDays(DUE, 1))).candidates).toEqual([]);
});

test("given a bill that is due today, then it is worded without a pace", async () => {
  const { on } = await withYearly();
  const finding = {
    ruleId: "bill-due-low-balance-pace",
    subject: "PHONE",
    strength: 1,
    facts: { name: "City Phone", billMinor: 5000, dueDay: TODAY, balanceMinor: 4000 },
    isAlone: true,
    basis: { from: addDays(TODAY, -28), to: TODAY, days: 28 },
  };
  const { message, explanation } = await wordFinding(db, finding, on(TODAY));
  const words = plainReply({ parts: [message] });
  expect(words).toContain("Checking and savings hold $40.");
  expect(words).not.toMatch(/pace|\$0|looked at/);
  expect(plainReply({ parts: [explanation] })).toContain("held $40 as they were last read");
});
