import { asc } from "drizzle-orm";
import { describe, expect, onTestFinished, test } from "vitest";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { connections } from "../../db/schema/money.ts";
import { fullDay } from "../contracts/wearable-stage.ts";
import { whoopDayOf } from "../fakes/whoop-person.ts";
import { startWhoop } from "../fakes/whoop-server.ts";
import { freePort } from "../support/free-port.ts";
import { logOf, soon } from "../support/platform-process.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";

const kinds = await kindsOfDatabase();
const ZONE = "Europe/London";

describe.each(kinds)("the real program on the $kind database", ({ madePlace }) => {
  test("given a WHOOP of this machine, then a person signs in there, their nights arrive, and the next one by itself", async () => {
    const fake = await startWhoop({ clock: () => new Date() });
    onTestFinished(fake.stop);
    const today = localDateOf(new Date(), ZONE);
    const nights = [300, 10, 2].map((days) => addDays(today, -days));
    for (const date of nights) fake.put(date, whoopDayOf(fullDay(date), ZONE));
    const place = await madePlace();
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const { authorizeUrl, tokenUrl } = fake.oauth.facts();
    const coach = coachInTest({
      ...place,
      env: {
        ...place.env,
        WHOOP_CLIENT_ID: fake.client.id,
        WHOOP_CLIENT_SECRET: fake.client.secret,
        WHOOP_WEBHOOKS: "on",
        WHOOP_BASE_URL: fake.baseUrl,
        WHOOP_AUTHORIZE_URL: authorizeUrl,
        WHOOP_TOKEN_URL: tokenUrl,
        HTTP_PORT: String(port),
        PUBLIC_URL: address,
        COACH_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
      },
    });
    await coach.hear("start with my own");
    coach.say("/connect whoop");
    await coach.hear("Open this and sign in to WHOOP there");
    const url = (await coach.hear(/http:\S+/)).trim().split(/\s+/).at(-1) ?? "";
    const back = await fake.oauth.consent(url);
    expect(back.href).toContain(`${address}/connect/whoop/back?`);
    const page = await fetch(back);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("You can go back to the chat");
    await coach.hear("WHOOP is connected");
    await coach.hear(/I found .*3 nights/);
    expect((await fetch(back)).status).toBe(410);

    const yesterday = addDays(today, -1);
    fake.put(yesterday, whoopDayOf(fullDay(yesterday, { sleepMinutes: 401 }), ZONE));
    const { body, headers } = fake.webhook({ type: "recovery.updated" });
    const told = await fetch(`${address}/webhooks/whoop`, { method: "POST", body, headers });
    expect(told.status).toBe(200);
    await soon(() => logOf(place)).toMatch(/"added":1,/);
    coach.say("/quit");
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });

    const stored = await place.look((db) =>
      db.select().from(biometricReadings).orderBy(asc(biometricReadings.localDate)),
    );
    const dates = stored.map(({ source, localDate }) => `${source} ${localDate}`);
    expect(dates).toEqual([...nights, yesterday].map((date) => `whoop ${date}`));
    expect(stored.at(-1)).toMatchObject({ sleepDurationMinutes: 401, hrvKind: "rmssd", steps: null });
    const log = logOf(place);
    for (const secret of [...fake.oauth.secrets(), "somebody@example.org"]) expect(log).not.toContain(secret);
  });

  test("given a simulated ring, then /connect is all that anybody needs, and two years of nights are there", async () => {
    const place = await madePlace();
    const env = {
      ...place.env,
      SIMULATED_WEARABLE: "on",
      COACH_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    };
    const coach = coachInTest({ ...place, env });
    await coach.hear("start with my own");
    coach.say("/connect simulated ring");
    await coach.hear("Simulated ring is connected");
    await coach.hear(/I found .*\d{3} nights.* in Simulated ring/);
    coach.say("/quit");
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
    const { rows, held } = await place.look(async (db) => ({
      rows: await db.select({ source: biometricReadings.source }).from(biometricReadings),
      held: await db.select().from(connections),
    }));
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(["simulated"]));
    expect(rows.length).toBeGreaterThan(500);
    expect(held).toMatchObject([
      { provider: "simulated", kind: "wearable", status: "active", isHistoryComplete: true },
    ]);
  });
});
