import { beforeEach, expect, onTestFinished, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { biometricReadings } from "../../../db/schema/health.ts";
import { connections } from "../../../db/schema/money.ts";
import { READ_KINDS } from "../../../src/integrations/wearables/oura/sync.ts";
import { fullDay } from "../../contracts/wearable-stage.ts";
import { ouraDayOf } from "../../fakes/oura-day.ts";
import { ouraAt } from "../../fakes/oura-harness.ts";
import { type FakeOura, startOura } from "../../fakes/oura-server.ts";
import { allRows } from "../../support/all-rows.ts";
import { testDatabase } from "../../support/database.ts";
import { type WearableChat, wearableChat } from "../../support/wearable-chat.ts";

const { db } = await testDatabase();
const TODAY = "2026-03-10";
const ZONE = "Europe/Berlin";

let fake: FakeOura;
let someone: WearableChat;

beforeEach(async () => {
  const clock = { now: new Date(`${TODAY}T09:00:00Z`) };
  fake = await startOura({ clock: () => clock.now });
  onTestFinished(fake.stop);
  someone = await wearableChat(db, clock, (parts) =>
    ouraAt(fake, { ...parts, isCalled: true, publicUrl: parts.publicUrl ?? "" }),
  );
});

/** Nights up to today, every second of them before this year. */
function wear(nights: number): void {
  for (let night = 0; night < nights; night++) {
    const ago = night < 60 ? night : 60 + (night - 60) * 2;
    fake.put(ouraDayOf(fullDay(addDays(TODAY, -ago)), ZONE));
  }
}

/** Goes to the address in a message and decides there. @returns the page that the browser comes back to */
async function signIn(
  message: string,
): Promise<{ readonly url: URL; readonly status: number; readonly page: string }> {
  const [address = ""] = /https?:\S+/.exec(message) ?? [];
  const url = await fake.oauth.consent(address);
  const response = await fetch(url);
  return { url, status: response.status, page: await response.text() };
}

test("when a ring is connected, then its nights arrive by themselves, and what it can say is sealed", async () => {
  wear(214);
  expect(await someone.chat.say("/connect oura")).toContain("One moment");
  const offer = await someone.errands();
  expect(offer).toContain("Open this and sign in to Oura there; I never see your password:");
  const back = await signIn(offer);
  expect([back.status, back.page]).toEqual([200, expect.stringContaining("You can go back to the chat")]);
  const said = await someone.errands();
  expect(said).toContain("Oura is connected. I'm reading what it has now.");
  expect(said).toContain(
    "Oura is here back to January 2026: 44 nights so far. The rest of two years follows by itself.",
  );
  expect(said).toContain("I found 214 nights since March 2025 in Oura. New ones come by themselves.");
  expect(said).not.toContain("keeps");

  // The same address once more, as from the browser's history.
  expect((await fetch(back.url)).status).toBe(410);
  expect(await someone.errands()).toBe("");

  await someone.provider.upkeep?.();
  someone.clock.now = new Date("2026-03-11T06:00:00Z");
  fake.put(ouraDayOf(fullDay("2026-03-11", { sleepMinutes: 377 }), ZONE));
  expect(await fake.tell({ data_type: "sleep" })).toEqual([200]);
  expect(someone.queue.waiting()).toEqual(["connection-sync"]);
  expect(await someone.errands()).toBe("");
  const stored = await db.select().from(biometricReadings).orderBy(biometricReadings.localDate);
  expect(stored).toHaveLength(215);
  expect(stored.at(-1)).toMatchObject({ localDate: "2026-03-11", sleepDurationMinutes: 377, source: "oura" });
  expect(Object.keys(stored.at(-1)?.rawPayload as object).sort()).toEqual([...READ_KINDS].sort());

  const held = (await allRows(db)) + JSON.stringify([someone.log, someone.queue.log, someone.chat.log]);
  for (const secret of [...fake.oauth.secrets(), "somebody@example.org"]) expect(held).not.toContain(secret);
});

test("given somebody who says no there, then nothing is connected, and that is fine", async () => {
  fake.oauth.state.denies = "access_denied";
  await someone.chat.say("/connect oura");
  await signIn(await someone.errands());
  expect(await someone.errands()).toContain("The answer at Oura was no, and that's fine.");
  expect(await db.$count(connections)).toBe(0);
});

test.each([
  ["extapi:personal", "the daily data stayed unticked"],
  ["extapi:daily", "the personal information stayed unticked"],
])("given somebody who ticks no more than %s, then they hear what is missing", async (ticked, words) => {
  fake.oauth.state.ticked = [ticked];
  await someone.chat.say("/connect oura");
  await signIn(await someone.errands());
  expect(await someone.errands()).toContain(words);
  expect(await db.$count(connections)).toBe(0);
});

test("given somebody who keeps their stress back, then that is said once, and everything else comes", async () => {
  wear(214);
  fake.oauth.state.ticked = ["extapi:personal", "extapi:daily"];
  fake.state.allows.delete("daily_stress");
  await someone.chat.say("/connect oura");
  await signIn(await someone.errands());
  const said = await someone.errands();
  expect(said.match(/Oura keeps your stress to itself/g)).toHaveLength(1);
  expect(said).toContain("I found 214 nights");
});

test("given a membership that has ended, then the person hears that, and once Oura shares again the same way leads on", async () => {
  wear(3);
  await someone.chat.say("/connect oura");
  await signIn(await someone.errands());
  fake.state.failure = { status: 403 };
  expect(await someone.errands()).toContain("as it does when a membership there has ended");
  fake.state.failure = null;
  await someone.chat.say("/connect oura");
  await signIn(await someone.errands());
  expect(await someone.errands()).toContain("I found 3 nights since March 2026 in Oura.");
});
