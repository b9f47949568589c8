import { isNotNull } from "drizzle-orm";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { biometricReadings } from "../../../db/schema/health.ts";
import { connections } from "../../../db/schema/money.ts";
import { DATA_TYPES } from "../../../src/integrations/wearables/google-health/data-types.ts";
import { SCOPES } from "../../../src/integrations/wearables/google-health/scopes.ts";
import { googleHealthAt, startGoogle, WEBHOOK_SECRET } from "../../fakes/google-health-provider.ts";
import { allRows } from "../../support/all-rows.ts";
import { testDatabase } from "../../support/database.ts";
import { type WearableChat, wearableChat } from "../../support/wearable-chat.ts";

const { db } = await testDatabase();
const TODAY = "2026-03-10";

let google: Awaited<ReturnType<typeof startGoogle>>;
let someone: WearableChat;
let publicUrl: string;

beforeEach(async () => {
  const clock = { now: new Date(`${TODAY}T09:00:00Z`) };
  google = await startGoogle(() => clock.now);
  onTestFinished(google.close);
  someone = await wearableChat(
    db,
    clock,
    (parts) => {
      publicUrl = parts.publicUrl ?? "";
      return googleHealthAt(google, { parts, publicUrl, webhookSecret: WEBHOOK_SECRET });
    },
    "fitbit",
  );
});

function wear(date: string, asleepMinutes = 432): void {
  const { person } = google.health;
  person.addSleep({
    from: `${addDays(date, -1)}T22:45:00+01:00`,
    to: `${date}T06:45:00+01:00`,
    asleepMinutes,
  });
  person.setRestingHeartRate(date, 54);
  person.setHrv(date, 47.5);
  person.setSum("steps", date, 8000);
  person.setSum("active-energy-burned", date, 380.4);
}

/** Nights up to today, every second of them before this year. */
function wearFor(nights: number): void {
  for (let night = 0; night < nights; night++) {
    wear(addDays(TODAY, -(night < 60 ? night : 60 + (night - 60) * 2)));
  }
}

/** Asks to connect, goes to the address and decides there. @returns what was said then, and the page that the browser comes back to */
async function connect(): Promise<{ readonly said: string; readonly page: string; readonly back: URL }> {
  expect(await someone.chat.say("/connect fitbit")).toContain("One moment");
  const offer = await someone.errands();
  expect(offer).toContain("Open this and sign in to Fitbit there; I never see your password:");
  const back = await google.oauth.consent(/https?:\S+/.exec(offer)?.[0] ?? "");
  const page = await (await fetch(back)).text();
  return { page, back, said: await someone.errands() };
}

const tell = async (operation: "UPSERT" | "DELETE", dataType: string, date: string) => {
  const civilIso8601TimeInterval = { startTime: `${date}T00:10:00`, endTime: `${date}T06:45:00` };
  const change = { dataType, operation, intervals: [{ civilIso8601TimeInterval }] };
  const { body, headers } = google.health.webhook([change], WEBHOOK_SECRET);
  return (await fetch(`${publicUrl}/webhooks/google-health`, { method: "POST", body, headers })).status;
};

test("when a Fitbit is connected, then its nights arrive by themselves, those that go again too, and what can open it is sealed", async () => {
  wearFor(214);
  const { said, page, back } = await connect();
  expect(page).toContain("You can go back to the chat");
  expect(said).toContain("Fitbit is connected. I'm reading what it has now.");
  expect(said).toContain("so far. The rest of two years follows by itself.");
  expect(said).toContain("I found 214 nights since March 2025 in Fitbit. New ones come by themselves.");
  expect(said).not.toContain("unticked");
  // The same address once more, as from the browser's history.
  expect((await fetch(back)).status).toBe(410);
  expect(await someone.errands()).toBe("");

  someone.clock.now = new Date("2026-03-11T06:00:00Z");
  wear("2026-03-11", 377);
  expect(await tell("UPSERT", "sleep", "2026-03-11")).toBe(204);
  expect(someone.queue.waiting()).toEqual(["connection-sync"]);
  expect(await someone.errands()).toBe("");
  const stored = await db.select().from(biometricReadings).orderBy(biometricReadings.localDate);
  expect(stored).toHaveLength(215);
  expect(stored.at(-1)).toMatchObject({
    localDate: "2026-03-11",
    source: "fitbit",
    sleepDurationMinutes: 377,
    restingHeartRate: 54,
    hrv: 47.5,
    hrvKind: "rmssd",
    steps: 8000,
    activityCalories: 380,
    sleepScore: null,
    stressLevel: null,
  });
  expect(Object.keys(stored.at(-1)?.rawPayload as object).sort()).toEqual([...DATA_TYPES].sort());

  const held = (await allRows(db)) + JSON.stringify([someone.log, someone.queue.log, someone.chat.log]);
  for (const secret of [...google.oauth.secrets(), WEBHOOK_SECRET]) expect(held).not.toContain(secret);
});

test("given somebody who says no there, then nothing is connected, and that is fine", async () => {
  google.oauth.state.denies = "access_denied";
  expect((await connect()).said).toContain("You decided not to share at Google, and that's fine.");
  expect(await db.$count(connections)).toBe(0);
});

test("given somebody who ticks nothing, then they hear that one tick is enough", async () => {
  google.oauth.state.ticked = [];
  expect((await connect()).said).toContain("one tick is enough");
  expect(await db.$count(connections)).toBe(0);
});

test("given somebody who leaves out their heart, then that is said once and kindly, all else comes, and with it allowed that comes too", async () => {
  wearFor(120);
  google.oauth.state.ticked = [SCOPES.sleep, SCOPES.activity];
  const { said } = await connect();
  expect(said.match(/resting heart rate and HRV stayed unticked, so I don't read that\./g)).toHaveLength(1);
  expect(said).toContain("/connect fitbit opens the page again");
  expect(said).toContain("I found 120 nights");
  const withHeart = () => db.$count(biometricReadings, isNotNull(biometricReadings.hrv));
  expect(await withHeart()).toBe(0);
  google.oauth.state.ticked = null;
  expect((await connect()).said).toContain("Fitbit is connected.");
  expect(await withHeart()).toBe(120);
});

test("given an account without a Fitbit, then the person hears where to set one up, and nothing is connected", async () => {
  google.health.state.isUnlinked = true;
  expect((await connect()).said).toContain("This page sets it up: https://fitbit.google.com/auth/signup");
  expect(await db.$count(connections)).toBe(0);
});
