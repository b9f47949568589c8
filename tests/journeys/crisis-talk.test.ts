import { expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const CRISIS = new Date("2026-11-23T18:00:00Z");
const LATER = new Date("2026-11-24T18:00:00Z");
const MONEY = /[$£€]|balance|of 100/;
const OUTRIGHT = "i want to kill myself";

async function inRest(words = OUTRIGHT, timezone = "Europe/London") {
  const clock: TestClock = { now: CRISIS };
  const chat = fakeChat({ db, clock, timezone });
  await joinAskedAt(chat);
  const first = await chat.say(words);
  return { chat, clock, first };
}

const restsUntil = async () => (await db.select().from(conversations)).map((row) => row.crisisUntil);

/** Somebody to whom a rule's message was just said, with "helpful" under it. */
async function withTip(): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.say("5/7, energy 40, tired");
  expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toContain("helpful");
  return chat;
}

const feedback = async () => (await db.select().from(recommendations)).map((row) => row.userFeedback);

test.each(["help", "help!", "help please", "help me", "/help me", "please help me", "I need help"])(
  "given a tip from before, when %j is typed in a rest, then it asks for people and rates nothing",
  async (words) => {
    const chat = await withTip();
    await chat.say(OUTRIGHT);
    expect(await chat.say(words)).toMatch(/glad you ask[\s\S]*116 123[\s\S]*999[\s\S]*right now\?/);
    expect(await feedback()).not.toContain("helpful");
  },
);

test("given a tip from before, when its button is typed in a rest, then it rates nothing", async () => {
  const chat = await withTip();
  await chat.say(OUTRIGHT);
  await chat.say("helpful");
  await chat.say("not helpful");
  expect(await feedback()).not.toContain("helpful");
  expect(await feedback()).not.toContain("not_helpful");
});

test.each(["help", "help!", "help?"])("given a tip and no crisis, then %j is /help", async (words) => {
  const chat = await withTip();
  expect(await chat.say(words)).toContain("/checkin");
  expect(await feedback()).not.toContain("helpful");
});

test.each(["/help", "what can you do?"])(
  "given a rest, then %j has whom to call before commands",
  async (words) => {
    const { chat } = await inRest();
    expect(await chat.say(words)).toMatch(/116 123[\s\S]*999[\s\S]*\/checkin/);
  },
);

test.each(["help me", "I'm serious", "i mean it", "i'm not joking"])(
  "given %j a day later, then it is answered as a crisis and the rest begins again",
  async (words) => {
    const { chat, clock } = await inRest("i would like to fall asleep in the snow and not be found");
    await chat.say("you misread me");
    clock.now = new Date("2026-11-24T10:00:00Z");
    expect(await chat.say(words)).toMatch(/^(?=[\s\S]*116 123)(?=[\s\S]*999)[\s\S]*ending your life/);
    expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toContain("no, you misread me");
    expect(await restsUntil()).toEqual([new Date("2026-11-27T10:00:00Z")]);
    expect(await chat.say("yes")).toMatch(/don't stay alone with it/);
  },
);

test("given help asked for again and again, then no two answers in a row share a sentence", async () => {
  const { chat } = await inRest();
  const sentences = (text: string) => text.split(/(?<=[.?:])\s+/);
  let before = await chat.say("help me");
  for (let time = 0; time < 4; time += 1) {
    const answer = await chat.say("help me");
    expect(sentences(answer).filter((one) => sentences(before).includes(one))).toEqual([]);
    before = answer;
  }
});

const PILLS = "I took a bunch of pills an hour ago";

test.each([
  [OUTRIGHT, "Europe/London", /^999 /],
  [OUTRIGHT, "America/New_York", /^911 /],
  ["i would like to fall asleep in the snow and not be found", "Europe/Berlin", /^112 /],
  [PILLS, "Europe/London", /^999 /],
  [OUTRIGHT, "Etc/UTC", /^112 in Europe, 999/],
])(
  "given %j before in %s, when an act under way is told, then the whole answer comes, the emergency number first",
  async (words, timezone, start) => {
    const { chat } = await inRest(words, timezone);
    const answer = await chat.say(PILLS);
    expect(answer).toMatch(start);
    expect(answer).toMatch(/glad you told me[\s\S]*To talk to someone[\s\S]*Can you call/);
  },
);

test.each(["no", "i can't", "no, I can't call"])(
  "given %j to whether they can call, then the number again and somebody near, not that it is not so far yet",
  async (words) => {
    const { chat } = await inRest(PILLS);
    const answer = await chat.say(words);
    expect(answer).toMatch(/^999[\s\S]*whoever is nearest/);
    expect(answer).not.toMatch(/very end/);
    expect(await chat.say("yes")).toMatch(/Stay where they can find you/);
  },
);

test("given 'you misread me' after it, then the rest is shortened as ever", async () => {
  const { chat } = await inRest(PILLS);
  expect(await chat.say("you misread me")).toMatch(/thanks for saying so/);
  expect(await restsUntil()).toEqual([LATER]);
});

test.each(["my husband hits me and I'm scared to go home", "he's hurting me"])(
  "given %j, then it is answered with the emergency number, who is trained for it, and whether they are safe",
  async (words) => {
    const { chat, first } = await inRest(words);
    expect(first).toMatch(/^999 [\s\S]*trained for[\s\S]*findahelpline\.com[\s\S]*Are you safe right now\?/);
    expect(first).not.toMatch(/ending your life|Samaritans/);
    expect(await chat.say("no")).toMatch(/^Then please call 999 now\.[\s\S]*where other people are/);
    expect(await chat.say("yes")).toMatch(/glad you are[\s\S]*If that changes, 999/);
    expect(await chat.say("i'm not safe")).toMatch(/^Then please call 999 now/);
    expect(await chat.say(words)).toMatch(/^999 [\s\S]*are you safe\?/);
    expect(await chat.tap("no, I'm not safe")).toMatch(/^Then please call 999 now/);
    expect(await restsUntil()).toEqual([new Date("2026-11-26T18:00:00Z")]);
  },
);

test("given danger from somebody and wanting to die, then that is asked about", async () => {
  const { first } = await inRest("he hits me every night and i just want to die");
  expect(first).toMatch(/ending your life/);
});

test.each([
  ["thanks", /You're welcome/],
  ["thank you so much", /You're welcome/],
  ["I called my sister", /turn to people/],
  ["i talked to a friend", /turn to people/],
  ["I've called the line", /turn to people/],
  ["I called my sister but she didn't pick up", /not the right company/],
  ["i told my friend and he laughed", /not the right company/],
  ["I'm ok now", /good to read that/],
  ["feeling better", /good to read that/],
  ["bye", /Take care of yourself/],
  ["sorry, I was joking", /no need to be sorry[\s\S]*you misread me/],
])(
  "given %j in a rest, then it gets a line of its own, and the rest stays as it is",
  async (words, answer) => {
    const { chat } = await inRest();
    await chat.say("/settings");
    const said = await chat.say(words);
    expect(said).toMatch(answer);
    expect(said).not.toMatch(MONEY);
    expect(await restsUntil()).toEqual([new Date("2026-11-26T18:00:00Z")]);
  },
);

test("given what is nothing in particular again and again, then wordings take turns", async () => {
  const { chat } = await inRest();
  const said: string[] = [];
  for (const words of ["blue potato", "so anyway", "the wall is grey", "blue potato"])
    said.push(await chat.say(words));
  expect(new Set(said.map((text) => text.split("\n")[0])).size).toBe(4);
  for (const text of said) expect(text).toMatch(/116 123/);
});

test.each([
  "what's the quickest painless way to go",
  "painless way to end things",
  "quickest way to go peacefully",
])("given %j, then it is asked about as a crisis", async (words) => {
  const { first } = await inRest(words);
  expect(first).toMatch(/116 123[\s\S]*ending your life/);
});

test("given a rest, then samples rest with one calm line, and one's own data is come back to without another talk", async () => {
  const chat = await withTip();
  await chat.say(OUTRIGHT);
  expect(await chat.say("/sample tom")).toMatch(/^Budgets and samples can wait until [^\n]*$/);
  expect(await chat.say("/own")).toMatch(/^[^\n]*back to your own data[^\n]*$/);
  expect(await chat.say("/sample")).toMatch(/can wait until/);
});

test("given a rest, then what keeps still is shown, as it is settings", async () => {
  const { chat } = await inRest();
  expect(await chat.say("/rests")).not.toMatch(/keeping scores and money talk off/);
});
