import { describe, expect, test } from "vitest";
import { connections } from "../../../db/schema/money.ts";
import type { NewConnection, ProviderEvent } from "../../../src/integrations/provider.ts";
import { daysAgo, fullDay, TODAY, wearableStage } from "../../contracts/wearable-stage.ts";
import {
  type GoogleWearable,
  googleHealthHarness,
  openGoogleWearable,
} from "../../fakes/google-health-harness.ts";
import { WEBHOOK_SECRET } from "../../fakes/google-health-provider.ts";
import { bankEvent } from "../../support/bank-event.ts";
import { testDatabase } from "../../support/database.ts";
import { serveRoutes } from "../../support/served-routes.ts";

const { db } = await testDatabase();

/** What Google tells unasked, and how a connection ends, through to the tables and what the person hears. */

let google: GoogleWearable;
/** What is linked in place of what a sign-in at Google comes to. */
let linked: NewConnection | null = null;
const stage = wearableStage(
  {
    ...googleHealthHarness,
    async open({ clock, timezone }) {
      linked = null;
      google = await openGoogleWearable(clock, timezone, { webhookSecret: WEBHOOK_SECRET });
      return { ...google, link: async () => linked ?? google.link() };
    },
  },
  db,
);

const iso = (date: string) => ({
  civilIso8601TimeInterval: { startTime: `${date}T00:10:00`, endTime: `${date}T07:00:00` },
});

/** Google tells of a change at its address with us. @returns the errands that it led to */
async function tell(operation: "UPSERT" | "DELETE", dataType: string, ...dates: readonly string[]) {
  const errands: string[] = [];
  const handle = async (event: ProviderEvent) =>
    void errands.push(...(await bankEvent(db, "fitbit", event, stage.clock.now)));
  const publicUrl = await serveRoutes(() => google.provider.routes(handle));
  const { body, headers } = google.health.webhook(
    [{ dataType, operation, intervals: dates.map(iso) }],
    WEBHOOK_SECRET,
  );
  const { status } = await fetch(`${publicUrl}/webhooks/google-health`, { method: "POST", body, headers });
  expect(status).toBe(204);
  return errands.map((errand) => errand.split(" ")[0]);
}

const nights = async () => (await stage.rows()).map((row) => [row.localDate, row.sleepDurationMinutes]);
/** The days that sleep was asked for since, as its filters name them. */
function sleepAsked(from: number): readonly string[] {
  const asked = google.health.asked.slice(from).filter(({ path }) => path.includes("/sleep/"));
  return asked.map(({ query }) => [...(query.get("filter") ?? "").matchAll(/\d{4}-\d\d-\d\d/g)].join(".."));
}

async function withPast(): Promise<void> {
  for (const ago of [200, 40, 39, 1]) google.setDay(fullDay(daysAgo(ago)));
  await stage.link();
  await stage.sync();
}

describe("a notification", () => {
  test("given a night of last month that was deleted, then its days are read again, the night goes, and no other day is asked for", async () => {
    await withPast();
    const before = google.health.asked.length;
    google.removeDay(daysAgo(40));
    expect(await tell("DELETE", "sleep", daysAgo(40))).toEqual(["connection-sync"]);
    await stage.sync();
    expect(await nights()).toEqual([
      [daysAgo(200), 432],
      [daysAgo(39), 432],
      [daysAgo(1), 432],
    ]);
    // With a day more on both sides, and the end not included.
    expect(sleepAsked(before)).toEqual([`${daysAgo(4)}..${daysAgo(-3)}`, `${daysAgo(41)}..${daysAgo(38)}`]);
    await stage.sync();
    expect(sleepAsked(before).slice(2)).toEqual([`${daysAgo(4)}..${daysAgo(-3)}`]);
  });

  test("given a night of long ago that was put right, then the row says so", async () => {
    await withPast();
    google.setDay(fullDay(daysAgo(200), { sleepMinutes: 377 }));
    await tell("UPSERT", "sleep", daysAgo(200));
    await stage.sync();
    expect((await nights())[0]).toEqual([daysAgo(200), 377]);
  });

  test("given steps of today, as they come all day, then they are read, and the rest is left alone", async () => {
    await withPast();
    const { syncCursor } = await stage.connection();
    google.setDay({ date: TODAY, steps: 512 });
    expect(await tell("UPSERT", "steps", TODAY)).toEqual(["connection-sync"]);
    expect((await stage.connection()).syncCursor).toBe(syncCursor);
    expect((await stage.connection()).nextSyncAt).toEqual(stage.clock.now);
    await stage.sync();
    expect((await stage.rows()).at(-1)).toMatchObject({ localDate: TODAY, steps: 512 });
  });

  test("given a past that is still on its way, when a day of it changes that was read, then that is read again, and the rest goes on", async () => {
    for (const ago of [200, 40, 39, 1]) google.setDay(fullDay(daysAgo(ago)));
    await stage.link();
    await stage.syncKilledAfter(1);
    google.removeDay(daysAgo(40));
    await tell("DELETE", "sleep", daysAgo(40));
    await stage.sync();
    expect((await nights()).map(([date]) => date)).toEqual([daysAgo(200), daysAgo(39), daysAgo(1)]);
    expect(await stage.connection()).toMatchObject({ isHistoryComplete: true });
  });

  test("given somebody whom nobody has connected, then nothing follows", async () => {
    expect(await tell("UPSERT", "steps", TODAY)).toEqual([]);
  });
});

const OLD = "The old way to Fitbit ended in 2026";

describe("the old way in", () => {
  test.each([
    [
      "as Fitbit handed them out",
      JSON.stringify({ access_token: "old-access", refresh_token: "old-refresh", user_id: "2E4RVC" }),
    ],
    [
      "in our form, with its scopes",
      JSON.stringify({
        accessToken: "old-access",
        refreshToken: "old-refresh",
        expiresAt: "2026-03-31T09:00:00.000Z",
        scopes: ["sleep", "heartrate", "activity"],
      }),
    ],
  ])(
    "given a connection with its tokens %s, then it is over, the person hears how to make a new one, and nothing was asked",
    async (_, credentials) => {
      linked = { externalId: "2E4RVC", displayName: null, credentials };
      await stage.link();
      await stage.sync();
      const { status, nextSyncAt, lastErrorCode, lastErrorMessage } = await stage.connection();
      expect([status, nextSyncAt, lastErrorCode]).toEqual(["revoked", null, "HTTP_410"]);
      expect(lastErrorMessage).toContain(OLD);
      expect(await stage.told()).toContain(`${OLD}; /connect fitbit makes a new one`);
      expect(google.health.asked).toEqual([]);
      expect(google.renewals()).toBe(0);
      // Nothing of it is left to be ended at anybody's.
      await stage.end();
      expect(await stage.connection()).toMatchObject({ credentialsSealed: null });
    },
  );

  test("given an address that answers 410, then the connection is over, what came stays, and it is not tried again", async () => {
    await withPast();
    google.health.state.failure = { status: 410, body: { errors: [{ errorType: "gone" }] } };
    await stage.sync();
    const { status, nextSyncAt, lastErrorCode, lastErrorMessage } = await stage.connection();
    expect([status, nextSyncAt, lastErrorCode]).toEqual(["revoked", null, "HTTP_410"]);
    expect(lastErrorMessage).toContain(OLD);
    const asked = google.health.asked.length;
    stage.nextDay();
    await stage.sync();
    expect(google.health.asked).toHaveLength(asked);
    expect(await nights()).toHaveLength(4);
  });

  test("when the person connects anew, then it works, and the old row stays over", async () => {
    linked = { externalId: "2E4RVC", displayName: null, credentials: "old" };
    await stage.link();
    await stage.sync();
    linked = null;
    google.setDay(fullDay(TODAY));
    await stage.link();
    await stage.sync();
    expect(await stage.connection()).toMatchObject({ status: "active", lastErrorCode: null });
    expect(await nights()).toEqual([[TODAY, 432]]);
    expect((await db.select().from(connections)).map(({ status }) => status).sort()).toEqual([
      "active",
      "revoked",
    ]);
  });
});

describe("what the person can mend", () => {
  test("given an account whose Fitbit is gone, then they hear where to set one up, and it is asked after a day at the soonest", async () => {
    await stage.link();
    google.health.state.isUnlinked = true;
    await stage.sync();
    expect(await stage.told()).toContain("https://fitbit.google.com/auth/signup");
    const { status, nextSyncAt, lastErrorMessage } = await stage.connection();
    expect(status).toBe("error");
    expect(lastErrorMessage).toContain("https://fitbit.google.com/auth/signup");
    expect(nextSyncAt?.getTime()).toBeGreaterThanOrEqual(stage.clock.now.getTime() + 86_400_000);
  });

  test("given what stayed unticked, then it is said once, by its name, with the way to allow it", async () => {
    google.allow(["sleepMinutes"]);
    for (const ago of [300, 200, 1]) google.setDay(fullDay(daysAgo(ago)));
    await stage.link();
    await stage.sync();
    await stage.sync();
    const told = await stage.told();
    const said = "steps and active calories and resting heart rate and HRV stayed unticked";
    expect(told.split(said)).toHaveLength(2);
    expect(told).toContain("/connect fitbit opens the page again");
  });

  test("given a consent screen in testing, whose sign-in is over after seven days, then the person is to sign in again, and hears it once", async () => {
    await stage.link();
    google.oauth.withdraw();
    for (let hours = 0; hours < 3; hours++) {
      stage.nextDay(1 / 24);
      await stage.sync();
    }
    expect(await stage.connection()).toMatchObject({ status: "needs_login", lastErrorCode: "INVALID_GRANT" });
    expect((await stage.told()).match(/sign in once more/g)).toHaveLength(1);
  });
});
