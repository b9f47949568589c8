import { expect, test } from "vitest";
import { biometricReadings } from "../../db/schema/health.ts";
import { freePort } from "../support/free-port.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";

const kinds = await kindsOfDatabase();

test.each(kinds)(
  "on $kind, a phone's post to the address that was said is stored, and said in the chat",
  async (kind) => {
    const place = await kind.madePlace();
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const env = { ...place.env, HTTP_PORT: String(port), PUBLIC_URL: publicUrl };
    const coach = coachInTest({ ...place, env });
    await coach.hear("start with my own");
    coach.say("3");
    coach.say("/connect health auto export");
    const said = await coach.hear(/read nothing/);
    const token = /\/body\/([\w-]{43})(?![\w-])/.exec(said)?.[1] ?? "";
    const date = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const post = () =>
      fetch(`${publicUrl}/body`, {
        method: "POST",
        headers: { "x-coach-token": token },
        body: JSON.stringify({ date, steps: 8123 }),
      });
    const answer = await post();
    expect([answer.status, await answer.json()]).toEqual([200, { stored: 1 }]);
    await coach.hear("Your phone's data is coming in: steps");
    expect((await post()).status).toBe(200);
    coach.say("/quit");
    const ended = await coach.ended;
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout.split("is coming in")).toHaveLength(2);
    expect(await place.look((db) => db.select().from(biometricReadings))).toMatchObject([
      { source: "shortcuts", localDate: date, steps: 8123 },
    ]);
  },
);
