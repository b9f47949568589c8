import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { chatIdentities, outbox } from "../../db/schema/chat.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const monday = { now: new Date("2026-11-23T07:50:00Z") };

async function ownerId(): Promise<string> {
  const [identity] = await db.select({ userId: chatIdentities.userId }).from(chatIdentities);
  if (identity === undefined) throw new Error("nobody has written yet");
  return identity.userId;
}

test("from first contact to the morning message, as a sample person", async () => {
  const chat = fakeChat({ db, clock: { ...monday }, timezone: "Europe/London" });
  expect(await chat.open()).toMatch(
    /a program, not a person[\s\S]*sample person first, or start with your own/,
  );

  const entered = await chat.tap("look around as Maya, 120 days of sample data");
  expect(entered).toMatch(/looking around as Maya now: 120 days of invented data/);
  expect(entered).not.toMatch(/\d h \d\d m/);
  expect(await chat.say("3")).toMatch(/^Energy right now/);
  expect(await chat.say("low")).toMatch(/^Saved: mood 3 of 7, energy 25\.\nAdd a word/);
  const morning = await chat.say("1, 2");
  expect(morning).toMatch(/Noted with it: tired; stressed\.[\s\S]*Last night: 5 h 40 m; your usual is \d h/);

  const [said] = await db.select().from(recommendations);
  expect(morning).toContain(said?.message);
  expect(await chat.tap("why this?")).toMatch(
    /looked at|side by side|earlier weeks|every check-in|checked with it/i,
  );
  expect(await chat.tap("helpful")).toBe("Thanks. Noted for that message.");
  const [answered] = await db.select().from(recommendations);
  expect(answered).toMatchObject({ id: said?.id, userFeedback: "helpful", feedbackAt: monday.now });
});

test("given a sample person with a tested pattern, then the morning says it as /insights does", async () => {
  const chat = fakeChat({ db, clock: { ...monday }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  const amounts = /about (\$\d+) more by choice than on other\sdays \(likely between (\$\d+) and (\$\d+)/;
  const morning = amounts.exec(await chat.say("3/7, energy 40, tired"))?.slice(1);
  expect(morning).toHaveLength(3);
  expect(amounts.exec(await chat.say("/insights"))?.slice(1)).toEqual(morning);
});

test("onboarding asks four things, keeps each answer, and ends in the first check-in", async () => {
  const chat = fakeChat({ db, clock: { ...monday }, timezone: "Europe/Berlin" });
  await chat.open();
  expect(await chat.tap("start with my own")).toMatch(/Berlin time zone, where it is 08:50 now/);
  expect(await chat.tap("yes")).toMatch(/Time zone: Berlin, 08:50 now\.\nWhich currency/);
  expect(await chat.say("chf")).toMatch(/^Counting in CHF\.\nWhat would you like/);
  expect(await chat.say("1 and 3")).toMatch(/^Noted\.\nWhen shall I ask/);
  expect(await chat.say("quarter past never")).toMatch(/is no time of day that I know/);
  expect(await chat.say("7:15")).toMatch(/I'll ask at 07:15, your time\.[\s\S]*How's your mood\?$/);

  const [person] = await db.select().from(users);
  const [settings] = await db.select().from(userSettings);
  expect(person).toMatchObject({ timezone: "Europe/Berlin", currency: "CHF" });
  expect(settings).toMatchObject({
    goals: ["reduce_impulse_spending", "steadier_mood"],
    moodReminderTime: "07:15:00",
  });
});

test("given every question skipped, then the coach still works", async () => {
  const chat = fakeChat({ db, clock: { ...monday } });
  await chat.open();
  await chat.tap("start with my own");
  for (let step = 0; step < 3; step++) await chat.say("skip");
  expect(await chat.say("skip")).toMatch(/How's your mood/);
  expect(await chat.say("skip")).toMatch(/Energy right now/);
  await chat.say("skip");
  expect(await chat.say("skip")).toMatch(/Nothing saved this time/);
  expect(await db.select().from(moodEntries)).toEqual([]);
  expect(await chat.say("/today")).toMatch(/no balance score/);
});

test("given a city, then its zone is found, and several are offered where it is unclear", async () => {
  const chat = fakeChat({ db, clock: { ...monday } });
  await chat.open();
  await chat.tap("start with my own");
  expect(await chat.say("Mars")).toMatch(
    /I don't know a time zone for "Mars"\. A city works, such as Berlin/,
  );
  expect(await chat.say("auckland")).toMatch(/Time zone: Auckland, 20:50 now/);
});

test("when someone quits in the middle of a check-in, then it goes on where it stopped", async () => {
  const clock = { ...monday };
  const before = fakeChat({ db, clock });
  await before.open();
  await before.say("/checkin");
  await before.say("5");

  clock.now = new Date("2026-11-23T18:00:00Z");
  const after = fakeChat({ db, clock });
  expect(await after.open()).toMatch(/We were in the middle of this:\nEnergy right now/);
  expect(await after.say("full")).toMatch(/Saved: mood 5 of 7, energy 95/);
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 2, energyLevelSelfReported: 95 }]);
});

test("each answer of a check-in is stored the moment it is given", async () => {
  const chat = fakeChat({ db, clock: { ...monday } });
  await chat.open();
  await chat.say("/checkin");
  await chat.say("2");
  expect(await db.select().from(moodEntries)).toMatchObject([
    { moodScore: -3, energyLevelSelfReported: null },
  ]);
  await chat.say("35");
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: -3, energyLevelSelfReported: 35 }]);
});

test("given one sentence with everything in it, then nothing more is asked", async () => {
  const chat = fakeChat({ db, clock: { ...monday } });
  await chat.open();
  const answer = await chat.say("5/7, tired after work, energy 40");
  expect(answer).toMatch(/^Saved: mood 5 of 7, energy 40\.\nNoted with it: tired; work\./);
  expect(await db.select().from(moodEntries)).toMatchObject([
    { moodScore: 2, energyLevelSelfReported: 40, emotionTags: ["tired"], contextTags: ["work"] },
  ]);
});

test("when the same event comes twice, then it is answered and stored once", async () => {
  const chat = fakeChat({ db, clock: { ...monday } });
  await chat.open();
  expect(await chat.say("6/7, energy 70, happy", "update-7")).toMatch(/Saved: mood 6 of 7, energy 70/);
  expect(await chat.say("6/7, energy 70, happy", "update-7")).toBe("");
  expect(await db.select().from(moodEntries)).toHaveLength(1);
});

test("two check-ins a day are two entries, and the morning message comes once", async () => {
  const clock = { ...monday };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  expect(await chat.say("5/7, energy 40, tired")).toMatch(/Last night/);
  clock.now = new Date("2026-11-23T19:00:00Z");
  expect(await chat.say("3/7, energy 20, stressed")).not.toMatch(/Last night/);
  const today = await db.select().from(moodEntries).where(eq(moodEntries.localDate, "2026-11-23"));
  expect(today.map((entry) => entry.moodScore).sort()).toEqual([-2, 2]);
});

test("given a tap long after midnight, then it counts for the day it was asked about", async () => {
  const clock = { now: new Date("2026-11-23T21:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.say("/checkin");
  clock.now = new Date("2026-11-24T01:30:00Z");
  await chat.tap("okay");
  expect(await db.select().from(moodEntries)).toMatchObject([
    { localDate: "2026-11-23", moodScore: 0, timestamp: clock.now },
  ]);
});

test("undo takes the fix back, then the check-in; a fixed answer replaces the old one", async () => {
  const chat = fakeChat({ db, clock: { ...monday } });
  await chat.open();
  await chat.say("5/7, energy 40, tired");
  expect(await chat.tap("fix an answer")).toMatch(/Which answer shall we change/);
  await chat.tap("mood");
  expect(await chat.say("2")).toMatch(/Saved: mood 2 of 7, energy 40/);
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: -3, energyLevelSelfReported: 40 }]);
  expect(await chat.say("/undo")).toBe("Taken back: that check-in is as it was before the fix.");
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 2, energyLevelSelfReported: 40 }]);
  expect(await chat.say("/undo")).toBe("Taken back: that check-in is gone.");
  expect(await db.select().from(moodEntries)).toEqual([]);
  expect(await chat.say("/undo")).toBe("There's nothing to take back.");
});

test("sample and own never mix, and going back leaves one's own as it was", async () => {
  const chat = fakeChat({ db, clock: { ...monday }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("start with my own");
  for (let step = 0; step < 4; step++) await chat.say("skip");
  await chat.say("6/7, energy 80, rested");
  await chat.say("/sample tom");
  await chat.say("1/7, energy 5, awful");
  expect(await chat.say("/own")).toMatch(/Nothing of the sample came along/);

  const mine = await db
    .select()
    .from(moodEntries)
    .where(eq(moodEntries.userId, await ownerId()));
  expect(mine).toMatchObject([{ moodScore: 3, energyLevelSelfReported: 80 }]);
  const waiting = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.userId, await ownerId()), eq(outbox.status, "waiting")));
  expect(waiting).toEqual([]);
});

test("given a sample person's card, then what is owed on it is said as owed", async () => {
  const chat = fakeChat({ db, clock: { ...monday }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  const accounts = await chat.say("/accounts");
  expect(accounts).toMatch(/^Card: \$[\d,.]+ owed, /m);
  expect(accounts).not.toContain("-$");
});
