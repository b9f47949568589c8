import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { biometricReadings } from "../../db/schema/health.ts";
import { imports } from "../../db/schema/money-in.ts";
import { asleep, exportOf, step, zipOf } from "../support/apple-export.ts";
import { freePort } from "../support/free-port.ts";
import { type Coach, coachInTest, kindsOfDatabase, type Place } from "../support/program.ts";
import { joinInTerminal } from "../support/terminal-person.ts";
import { sendSlice } from "../support/upload-server.ts";

const kinds = await kindsOfDatabase();
const EXPORT = exportOf(asleep("Watch", "00:00", "07:00"), step("Phone", "12:00", "12:10", 4000));
const ZIP = zipOf({ "apple_health_export/export.xml": EXPORT });

/** A coach on an address of its own whose person has asked for the link. */
async function coachWithLink(
  place: Place,
  port: number,
): Promise<{ readonly coach: Coach; readonly url: string }> {
  const env = {
    ...place.env,
    HTTP_PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SIMPLEFIN: "off",
  };
  const coach = coachInTest({ ...place, env });
  await joinInTerminal(coach);
  coach.say("/connect apple");
  const said = await coach.hear(/\/upload\/[\w-]{43}/);
  const url = /http:\/\/\S+\/upload\/[\w-]{43}/.exec(said.replace(/\n +/g, ""))?.[0] ?? "";
  return { coach, url };
}

const filesIn = (place: Place) => readdir(join(place.dataFolder, "uploads"));
const isEmpty = (place: Place) =>
  expect.poll(() => filesIn(place), { timeout: 90_000, interval: 200 }).toEqual([]);

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "when somebody sends an export by the link, then the chat asks, takes it in, and the file is gone (%s)",
  async (_, kind) => {
    const place = await kind.madePlace();
    const { coach, url } = await coachWithLink(place, await freePort());
    const form = new FormData();
    form.append("file", new Blob([ZIP]), "export.zip");
    const sent = await fetch(url, { method: "POST", body: form });
    expect(sent.status).toBe(200);
    expect(await coach.hear(/Shall\s+I\s+take\s+it\s+in\?/)).toContain("An export of Apple Health");
    expect((await filesIn(place)).length).toBe(2);
    coach.say("yes");
    await coach.hear(/Taken in: 1 day,\s+1\s+night/);
    await isEmpty(place);
    expect((await fetch(url)).status).toBe(404);
    coach.say("/quit");
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
    const days = await place.look((db) => db.select().from(biometricReadings));
    expect(days).toMatchObject([{ source: "apple_health", sleepDurationMinutes: 420, steps: 4000 }]);
  },
);

test("given a coach that is killed in the midst of what is sent, and again while it is taken in, then the next one goes on", async () => {
  const [embedded] = kinds;
  const place = await embedded?.madePlace();
  if (place === undefined) throw new Error("an embedded place was expected");
  const port = await freePort();
  const first = await coachWithLink(place, port);
  const file = { size: ZIP.length };
  expect(await sendSlice(first.url, file, 0, ZIP.subarray(0, 100))).toMatchObject({ body: { at: 100 } });
  first.coach.signal("SIGKILL");
  await first.coach.ended;

  const env = {
    ...place.env,
    HTTP_PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SIMPLEFIN: "off",
  };
  const second = coachInTest({ ...place, env });
  await expect
    .poll(
      () =>
        fetch(`${first.url}/state?mark=mark`).then(
          (answer) => answer.json(),
          () => null,
        ),
      {
        timeout: 60_000,
        interval: 200,
      },
    )
    .toEqual({ at: 100 });
  expect(await sendSlice(first.url, file, 100, ZIP.subarray(100))).toMatchObject({ body: { done: true } });
  await second.hear(/Shall\s+I\s+take\s+it\s+in\?/);
  second.say("yes");
  await second.hear("I'm storing it.");
  second.signal("SIGKILL");
  await second.ended;

  const third = coachInTest({ ...place, env });
  await isEmpty(place);
  third.end();
  expect(await third.ended).toMatchObject({ code: 0, stderr: "" });
  const { states, days } = await place.look(async (db) => ({
    states: (await db.select().from(imports)).map(({ kind, state }) => [kind, state]),
    days: await db.$count(biometricReadings),
  }));
  expect({ states, days }).toEqual({ states: [["body", "stored"]], days: 1 });
});
