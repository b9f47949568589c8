import { expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { moneyChat } from "../support/money-chat.ts";
import { nightOf } from "../support/night-of.ts";
import { decided, heardAt, saidAt, TUESDAY } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const STORAGE = "GENERAL_SERVICES_STORAGE";

/** Somebody who joined on a Monday evening. */
async function someone() {
  const chat = await moneyChat(db, { now: new Date("2026-11-23T19:00:00Z") });
  const { clock, userId } = chat;
  return { chat, db, clock, shown: new Map<string, string>(), userId };
}

/** Their storage, paid for every three months, is due on the Wednesday. */
async function renews({ chat }: Awaited<ReturnType<typeof someone>>): Promise<void> {
  const account = await chat.bank("2026-11-22");
  const paid = { isRecurring: true, subcategory: STORAGE };
  for (const month of ["02", "05", "08"]) {
    await chat.shows(account, `2026-${month}-25`, "Nimbus Storage", "45", STORAGE, paid);
  }
}

/** The week's nudges are used up, as by three that were sent before its second day. */
async function useUpWeek(userId: string): Promise<void> {
  const kinds = ["morning_nudge", "evening_nudge", "weekly_summary"] as const;
  const dueAt = new Date("2026-11-23T09:00:00Z");
  await db
    .insert(decisions)
    .values(
      kinds.map((kind) => ({
        userId,
        kind,
        localDate: "2026-11-23",
        dueAt,
        outcome: "sent" as const,
        decidedAt: dueAt,
      })),
    )
    .onConflictDoUpdate({
      target: [decisions.userId, decisions.kind, decisions.localDate],
      set: { outcome: "sent", reason: null },
    });
}

test("given the week's room is used up, then money that goes out tomorrow is still said in the evening", async () => {
  const maya = await someone();
  await renews(maya);
  await useUpWeek(maya.userId);
  await maya.chat.say("/mute morning");
  expect(await heardAt(maya, ["18:00"])).toEqual([expect.stringMatching(/^18:00 .*Nimbus Storage/s)]);
  expect(await decided(maya, "evening_nudge")).toEqual(["sent never"]);
  expect(await db.select().from(recommendations)).toMatchObject([
    { ruleId: "renewal-soon", slot: "evening" },
  ]);
});

test("given the week's room is used up, then the evening of somebody low is held for that, with nothing said", async () => {
  const maya = await someone();
  await lowDays(db, 400);
  await useUpWeek(maya.userId);
  await maya.chat.say("/mute morning");
  expect(await heardAt(maya, ["18:00"])).toEqual([]);
  expect(await decided(maya, "evening_nudge")).toEqual(["weekly_cap never"]);
  expect(await db.select().from(recommendations)).toEqual([]);
});

test.each([
  [
    "the week's room is used up",
    "the night and no rule",
    true,
    "Last night: 5 h 30 m; your usual is 7 h 10 m.",
    [],
  ],
  [
    "the week has room",
    "what a rule found of the night",
    false,
    "Today comes after 1 h 40 m less sleep",
    ["low-sleep"],
  ],
] as const)("given %s, then a check-in's morning says %s", async (_, __, isUsedUp, words, rules) => {
  const maya = await someone();
  if (isUsedUp) await useUpWeek(maya.userId);
  for (let ago = 1; ago <= 20; ago++) await nightOf(db, addDays(TUESDAY, -ago), 430);
  await nightOf(db, TUESDAY, 330);
  await heardAt(maya, ["07:30"]);
  await saidAt(maya, "07:40", "5/7, energy 60");
  expect(await maya.chat.say("skip")).toContain(words);
  const said = await db.select().from(recommendations);
  expect(said.map(({ ruleId }) => ruleId)).toEqual(rules);
});
