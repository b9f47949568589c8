import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { eventLog, recommendations } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

async function checkedIn(): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.say("5/7, energy 40, tired after work");
  return chat;
}

const entries = () => db.select().from(moodEntries);
const FIRST = {
  moodScore: 2,
  energyLevelSelfReported: 40,
  emotionTags: ["tired"],
  contextTags: ["work"],
  notes: "5/7, energy 40, tired after work",
};

test("given words fixed by a button, then nothing of the old words stays", async () => {
  const chat = await checkedIn();
  expect(await entries()).toMatchObject([FIRST]);
  await chat.tap("fix an answer");
  await chat.tap("words");
  expect(await chat.tap("fine")).toMatch(/mood 5 of 7, energy 40\.\nNoted with it: fine\./);
  expect(await entries()).toMatchObject([
    { moodScore: 2, emotionTags: ["fine"], contextTags: [], notes: null },
  ]);
});

test("given words fixed in words, then the new ones take the place of note, feelings and context", async () => {
  const chat = await checkedIn();
  await chat.tap("fix an answer");
  await chat.tap("words");
  await chat.say("just a long day");
  expect(await entries()).toMatchObject([{ emotionTags: [], contextTags: [], notes: "just a long day" }]);
});

test("given a mood fixed, then the words stay", async () => {
  const chat = await checkedIn();
  await chat.tap("fix an answer");
  await chat.tap("mood");
  await chat.say("3");
  expect(await entries()).toMatchObject([{ ...FIRST, moodScore: -2 }]);
});

test("given a check-in fixed twice, then it was done once", async () => {
  const chat = await checkedIn();
  for (const mood of ["3", "6"]) {
    await chat.tap("fix an answer");
    await chat.tap("mood");
    await chat.say(mood);
  }
  const done = await db.select().from(eventLog).where(eq(eventLog.eventType, "checkin_done"));
  expect(done).toHaveLength(1);
});

test.each(["typed", "tapped"])(
  "given a fix taken back (%s), then the earlier check-in is there again",
  async (way) => {
    const chat = await checkedIn();
    await chat.tap("fix an answer");
    await chat.tap("words");
    await chat.say("fine, at home, mood 6/7");
    expect(await entries()).toMatchObject([{ moodScore: 3, notes: "fine, at home, mood 6/7" }]);
    const answer = way === "typed" ? await chat.say("/undo") : await chat.tap("undo");
    expect(answer).toBe("Taken back: that check-in is as it was before the fix.");
    expect(await entries()).toMatchObject([FIRST]);
    expect(await chat.say("/undo")).toBe("Taken back: that check-in is gone.");
    expect(await entries()).toEqual([]);
  },
);

test("given a mood that was skipped and then added as a fix, then taking it back leaves it unanswered", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  await chat.say("/checkin");
  await chat.say("skip");
  await chat.say("40");
  await chat.say("skip");
  await chat.tap("fix an answer");
  await chat.tap("mood");
  await chat.say("3");
  await chat.say("/undo");
  expect(await entries()).toMatchObject([{ moodScore: null, energyLevelSelfReported: 40 }]);
});

test("given /undo while a fix is open, then the check-in stays as it was", async () => {
  const chat = await checkedIn();
  await chat.tap("fix an answer");
  expect(await chat.say("/undo")).toBe("Okay, that check-in stays as it was.");
  expect(await entries()).toMatchObject([FIRST]);
});

test("given an answer fixed within a check-in, then the open question is still asked", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  await chat.say("/checkin");
  await chat.say("3");
  await chat.say("40");
  await chat.tap("fix an answer");
  await chat.tap("mood");
  expect(await chat.say("6")).toMatch(/mood 6 of 7, energy 40\.\nAdd a word\?/);
});

test("given words at two questions of a check-in, then both are kept", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  await chat.say("tired after work");
  await chat.say("3/7, stressed");
  expect(await entries()).toMatchObject([
    { emotionTags: ["tired", "stressed"], contextTags: ["work"], notes: "tired after work\n3/7, stressed" },
  ]);
});

test("given a check-in that an older release left open, then it goes on and nothing is lost", async () => {
  const chat = await checkedIn();
  const [entry] = await entries();
  const open = { entryId: entry?.id, date: "2026-11-23", left: ["words"], mood: "5 of 7" };
  const state = { ...open, energy: 40, words: true };
  await db.update(conversations).set({ flow: "check-in", state });
  expect(await chat.say("a calm evening")).toMatch(/Saved: mood 5 of 7, energy 40/);
  const notes = `${FIRST.notes}\na calm evening`;
  expect(await entries()).toMatchObject([{ ...FIRST, emotionTags: ["tired", "calm"], notes }]);
});

test("given a check-in for yesterday, then each question and what is saved name the day", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  expect(await chat.say("yesterday was 2/7")).toMatch(
    /For yesterday:\nSaved: mood 2 of 7\.\nHow was your energy\?$/,
  );
  expect(await chat.say("low")).toMatch(/^For yesterday:\nSaved: mood 2 of 7, energy 25\.\nAdd a word/);
  expect(await chat.say("tired")).toMatch(
    /^For yesterday:\nSaved: mood 2 of 7, energy 25\.\nNoted with it: tired\./,
  );
  expect(await entries()).toMatchObject([{ localDate: "2026-11-22", moodScore: -3 }]);
});

test("given a word like low after a mood was tapped, then the mood stays", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  for (const answer of ["/checkin", "1", "medium"]) await chat.say(answer);
  expect(await chat.say("low")).toMatch(/Saved: mood 1 of 7, energy 50/);
  expect(await entries()).toMatchObject([{ moodScore: -5, notes: "low" }]);
});

test("given a question that cannot be read during a check-in, then it is not taken for a mood", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  await chat.say("/checkin");
  const answer = await chat.say("who invented the wheel?");
  expect(answer).toMatch(/^I couldn't read that question;[\s\S]*How's your mood\?$/);
  expect(answer).not.toMatch(/didn't get a mood/);
});

test("given 'why this?' asked first, then helpful can still be said", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.say("5/7, energy 40, tired");
  await chat.say("why this?");
  expect(await chat.say("not helpful")).toMatch(/^Okay\. I leave that kind alone until \d+ January 2027\.$/);
  await chat.say("how did I sleep?");
  expect(await chat.say("helpful")).toMatch(
    /^Thanks\. Noted for that message\.\nThat takes the place of "not helpful"/,
  );
  expect(await db.select().from(recommendations)).toMatchObject([{ userFeedback: "helpful" }]);
});

test("given a mood read out of a face, then it is read back before the next question", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  expect(await chat.say("😀")).toMatch(/Saved: mood \d of 7\.\nEnergy right now\?$/);
});

test("given /skip, a planned command and an unknown one, then each is told apart", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") } });
  await chat.say("/checkin");
  expect(await chat.say("/skip")).toMatch(/Energy right now\?$/);
  expect(await chat.say("/export")).toBe("/export is still to come. /help lists what works now.");
  expect(await chat.say("/dance")).toBe("I don't know /dance. /help lists what I know.");
});

test("given goals, then /settings says them in the words they were chosen by", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  expect(await chat.say("what is this thing?")).toMatch(
    /couldn't read that question; \/help[\s\S]*sample person first/,
  );
  await chat.tap("start with my own");
  for (const answer of ["yes", "eur", "1 and 2"]) await chat.say(answer);
  expect(await chat.say("/settings")).toMatch(/Goals: fewer impulse buys and more energy\./);
});
