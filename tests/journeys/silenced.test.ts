import { expect, test } from "vitest";
import { decisions } from "../../db/schema/delivery.ts";
import { collectLog, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();

/** Someone whose check-in question is queued while the platform is away. */
async function withQuestionWaiting(time = "7:30") {
  const clock: TestClock = { now: new Date("2026-11-23T06:00:00Z") };
  let isAway = false;
  const chat = fakeChat({ db, clock, timezone: "Europe/London", failSend: () => isAway });
  await joinAskedAt(chat, time);
  isAway = true;
  clock.now = new Date(`2026-11-24T${time.padStart(5, "0")}:30Z`);
  const tick = () =>
    runDueJobs({
      db,
      clock: () => clock.now,
      deliver: () => chat.dispatcher.outbox.deliverAll(),
      log: collectLog([]),
    });
  await tick();
  expect(chat.unread()).toBe("");
  isAway = false;
  return { chat, clock, tick };
}

const held = () => db.select({ outcome: decisions.outcome, reason: decisions.reason }).from(decisions);

test.each([
  ["i want to kill myself", "resting"],
  ["/pause 3", "paused"],
  ["/quiet 7:00-9:00", "quiet_hours"],
  ["/mute checkin", "switched_off"],
])('given a question that waits, when "%s" comes, then only that is answered', async (text, reason) => {
  const { chat, clock } = await withQuestionWaiting();
  clock.now = new Date("2026-11-24T07:31:00Z");
  expect(await chat.say(text)).not.toContain("How's your mood?");
  await chat.dispatcher.outbox.deliverAll();
  expect(chat.unread()).toBe("");
  expect(await held()).toContainEqual({ outcome: "held", reason });
});

test("given a question that waits until quiet hours begin, then it is not said in them", async () => {
  const { chat, clock, tick } = await withQuestionWaiting("20:30");
  clock.now = new Date("2026-11-24T21:05:00Z");
  await tick();
  expect(chat.unread()).toBe("");
  expect(await held()).toContainEqual({ outcome: "held", reason: "missed" });
});
