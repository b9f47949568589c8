import { beforeEach, expect, onTestFinished, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { biometricReadings } from "../../../db/schema/health.ts";
import { connections } from "../../../db/schema/money.ts";
import { fullDay } from "../../contracts/wearable-stage.ts";
import { whoopAt } from "../../fakes/whoop-harness.ts";
import { type WhoopDay, whoopDayOf } from "../../fakes/whoop-person.ts";
import { type FakeWhoop, startWhoop } from "../../fakes/whoop-server.ts";
import { allRows } from "../../support/all-rows.ts";
import { testDatabase } from "../../support/database.ts";
import { type WearableChat, wearableChat } from "../../support/wearable-chat.ts";

const { db } = await testDatabase();
const TODAY = "2026-03-10";
const ZONE = "Europe/Berlin";

let fake: FakeWhoop;
let someone: WearableChat;

beforeEach(async () => {
  const clock = { now: new Date(`${TODAY}T09:00:00Z`) };
  fake = await startWhoop({ clock: () => clock.now });
  onTestFinished(fake.stop);
  const create = (parts: Parameters<Parameters<typeof wearableChat>[2]>[0]) =>
    whoopAt(fake, { ...parts, publicUrl: parts.publicUrl ?? "" });
  someone = await wearableChat(db, clock, create, "whoop");
});

const dayOf = (date: string, change = {}): WhoopDay => {
  const day = whoopDayOf(fullDay(date, change), ZONE);
  if (day === null) throw new Error("expected a night");
  return day;
};

/** Somebody's nights up to today, one in four days. */
function wear(nights: number): void {
  for (let night = 0; night < nights; night++) {
    const date = addDays(TODAY, -4 * night);
    fake.put(date, dayOf(date));
  }
}

/** Says /connect, goes to the address and decides there. @returns what the chat says of it */
async function connect(): Promise<string> {
  await someone.chat.say("/connect whoop");
  const [address = ""] = /https?:\S+/.exec(await someone.errands()) ?? [];
  const back = await fetch(await fake.oauth.consent(address));
  expect(back.status).toBe(200);
  return someone.errands();
}

/** WHOOP tells of a change at its address with us. */
async function tell(type: string): Promise<void> {
  const { publicUrl } = someone;
  const { body, headers } = fake.webhook({ type });
  const { status } = await fetch(`${publicUrl}/webhooks/whoop`, { method: "POST", body, headers });
  expect(status).toBe(200);
  await someone.errands();
}

const stored = () => db.select().from(biometricReadings).orderBy(biometricReadings.localDate);

test("when a band is connected, then its nights arrive by themselves, and what it can say is sealed", async () => {
  wear(120);
  const said = await connect();
  expect(said).toContain("WHOOP is connected. I'm reading what it has now.");
  expect(said).toContain("I found 120 nights since November 2024 in WHOOP. New ones come by themselves.");
  const days = await stored();
  expect(days).toHaveLength(120);
  expect(days.at(-1)).toMatchObject({
    source: "whoop",
    hrv: 48,
    hrvKind: "rmssd",
    steps: null,
    stressLevel: null,
  });
  expect(days.at(-1)?.rawPayload).toMatchObject({
    sleep: [{ nap: false }],
    recovery: [{ score_state: "SCORED" }],
  });
  const held = (await allRows(db)) + JSON.stringify([someone.log, someone.queue.log, someone.chat.log]);
  for (const secret of [...fake.oauth.secrets(), "somebody@example.org"]) expect(held).not.toContain(secret);
});

test("given a night that is not scored yet, then it is no night; once WHOOP tells that it is, it is one", async () => {
  wear(3);
  const { sleep, recovery } = dayOf("2026-03-09");
  const pending = { ...sleep, score_state: "PENDING_SCORE" };
  fake.put("2026-03-09", { sleep: pending, recovery: null });
  expect(await connect()).toContain("I found 3 nights");
  fake.put("2026-03-09", { sleep, recovery: null });
  await tell("sleep.updated");
  const ofDay = async () => (await stored()).find(({ localDate }) => localDate === "2026-03-09");
  expect(await ofDay()).toMatchObject({ sleepDurationMinutes: 432, restingHeartRate: null });
  fake.put("2026-03-09", { sleep, recovery });
  await tell("recovery.updated");
  expect(await ofDay()).toMatchObject({ sleepDurationMinutes: 432, restingHeartRate: 52 });
  fake.put("2026-03-09", { sleep, recovery: recovery && { ...recovery, score_state: "UNSCORABLE" } });
  await tell("recovery.updated");
  expect(await ofDay()).toMatchObject({ sleepDurationMinutes: 432, restingHeartRate: null, hrvKind: null });
  fake.put("2026-03-09", null);
  await tell("sleep.deleted");
  expect(await ofDay()).toBe(undefined);
});

test("given somebody who keeps their recovery back, then that is said once, and the nights come", async () => {
  wear(120);
  fake.oauth.state.ticked = ["offline", "read:sleep", "read:profile"];
  const said = await connect();
  expect(said.match(/WHOOP keeps your recovery to itself/g)).toHaveLength(1);
  expect(said).toContain("I found 120 nights");
});

test("given somebody who says no there, then nothing is connected, and that is fine", async () => {
  fake.oauth.state.denies = "access_denied";
  expect(await connect()).toContain("The answer at WHOOP was no, and that's fine.");
  expect(await db.$count(connections)).toBe(0);
});

test("given a membership that has ended, then the person hears that, and once WHOOP shares again the same way leads on", async () => {
  wear(3);
  fake.state.withheld.add("sleep").add("recovery");
  expect(await connect()).toContain("as it does when a membership there has ended");
  fake.state.withheld.clear();
  expect(await connect()).toContain("I found 3 nights since March 2026 in WHOOP.");
});
