import { expect, test } from "vitest";
import { OWN_ONLY } from "../../bot/own-only.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

async function asMaya(): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  for (let step = 0; step < 3; step++) await chat.say("skip");
  return chat;
}

/** Everything that answers with words about settings, connections or what is kept. */
const WALK = [
  ...[
    "/help",
    "/settings",
    "/privacy",
    "/privacy kept",
    "/privacy links",
    "/privacy words",
    "/privacy counts",
  ],
  ...[
    "/about",
    "/today",
    "/week",
    "/month",
    "/nudge",
    "/why",
    "/why_quiet",
    "/rests",
    "/insights",
    "/insights all",
  ],
  ...[
    "/transactions",
    "/budget",
    "/subscriptions",
    "/sleep",
    "/body",
    "/plans",
    "/parked",
    "/accounts",
    "/devices",
  ],
  ...["/timezone", "/currency", "/reminder", "/quiet", "/mute", "/unmute", "/tone", "/words", "/trials"],
  ...["how much did I spend last week?", "when do I spend the most?", "how did I sleep?", "connect my bank"],
  ...["does hrv make my mood better?", "how many workouts did I do?", "frobnicate the widget"],
];
const NAMED = new RegExp(String.raw`(?<![\w/.:])/(?:${OWN_ONLY.join("|")})\b`);
const SAYS_SO = /for your own data only, not for Maya|not for a sample person|invented data/i;

test("given a sample person, then no answer names a command that is refused for them without saying so", async () => {
  const chat = await asMaya();
  const silent: string[] = [];
  for (const said of WALK) {
    const answer = await chat.say(said);
    expect(answer).not.toBe("");
    if (NAMED.test(answer) && !SAYS_SO.test(answer)) silent.push(`${said}: ${answer}`);
  }
  expect(silent).toEqual([]);
  expect(await chat.say("/tone")).toMatch(
    /For your own data only, not for Maya: \/tone\. \/own goes back to it\.$/,
  );
  expect(await chat.say("/settings")).toMatch(
    /Settings and connections are for your own data only, not for Maya/,
  );
  await chat.say("/own");
  expect(await chat.say("/tone")).not.toMatch(/own data only/);
});

const CHANGES: Readonly<Record<string, string>> = {
  timezone: "/timezone Berlin",
  currency: "/currency EUR",
  reminder: "/reminder 7:30",
  quiet: "/quiet 22:00-08:00",
  pause: "/pause 3",
  mute: "/mute weekly",
  unmute: "/unmute weekly",
  tone: "/tone gentle",
  trials: "/trials on",
};

test("given a sample person, then what is said to be for one's own alone is refused for them, and changes nothing", async () => {
  const chat = await asMaya();
  const stored = async () => [await db.select().from(users), await db.select().from(userSettings)];
  const before = await stored();
  for (const [name, said] of Object.entries(CHANGES)) {
    expect(OWN_ONLY).toContain(name);
    expect(await chat.say(said)).toMatch(/not for a sample person/);
  }
  expect(await stored()).toEqual(before);
});
