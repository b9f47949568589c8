import { expect, test } from "vitest";
import { fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

test("given a message that rests on a pattern, then what was checked with it is counted as /insights counts it", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  expect(await chat.say("3/7, energy 40, tired")).toContain("you spent about");
  const others = Number(/Checked with it: (\d+) other patterns/.exec(await chat.say("/why"))?.[1]);
  const insights = await chat.say("/insights all");
  const [, together, noted] =
    /All in all (\d+) patterns are checked together, and (\d+) of what you note beside them/.exec(insights) ??
    [];
  expect(others + 1).toBe(Number(together));
  // Everything is listed: what goes together, what doesn't, and what is not clear or not enough yet.
  const items = insights.match(/^· /gm)?.length ?? 0;
  const open = Number(
    /(\d+) more are not clear/.exec(insights)?.[1] ?? (/One more is not clear/.test(insights) ? 1 : 0),
  );
  expect(items + open).toBe(Number(together) + Number(noted));
  expect(await chat.say("/why")).toContain(`of ${together} checked;`);
});
