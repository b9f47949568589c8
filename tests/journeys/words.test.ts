import { expect, test } from "vitest";
import { persona } from "../../bot/phrasing/prompt.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { modelCalls } from "../../db/schema/judgement.ts";
import { userSettings } from "../../db/schema/people.ts";
import { fakeModel } from "../fakes/language-model.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { MODEL_WORDS, phrasedMorning } from "../support/phrased-morning.ts";
import { at, heardAt, joined } from "../support/unasked-day.ts";

const { db } = await testDatabase();

const stored = async () => (await db.select().from(userSettings)).map((row) => row.notificationPreferences);

test("given a tone, then it is kept, shown, and the morning is said in it", async () => {
  const maya = await joined(db, "2026-11-20");
  const { chat } = maya;
  expect(await chat.say("/tone")).toBe(
    "Tone: plain. /tone changes it.\nI know /tone plain, /tone gentle and /tone direct. The facts are the same in each.",
  );
  expect(await chat.say("/tone loud")).toMatch(/^I have no tone called "loud"\. Nothing has changed\./);
  expect(await chat.say("/tone Gentle")).toMatch(/more gently/);
  expect(await stored()).toEqual([{ tone: "gentle" }]);
  expect(await chat.say("/settings")).toContain("Tone: gentle.");
  await lowDays(db, 400);
  const [, morning] = await heardAt(maya, ["07:30", "08:00"]);
  expect(morning).toMatch(
    /^08:00 Your check-ins have been low for 3 days in a row, and that can be a lot to carry\./,
  );
  expect((await db.select().from(recommendations)).map(({ variant }) => variant)).toEqual(["gentle"]);
});

test("given a rule that spoke before, then it is said in another of its wordings", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  const [row] = await db.select().from(userSettings);
  await db.insert(recommendations).values({
    userId: row?.userId ?? "",
    timestamp: at("08:00", "2026-11-10"),
    localDate: "2026-11-10",
    ruleId: "low-mood-run",
    type: "mood",
    message: "said before",
    riskLevel: "high",
    triggerSource: "low_mood",
    variant: "message",
  });
  const [, morning] = await heardAt(maya, ["07:30", "08:00"]);
  expect(morning).toMatch(/^08:00 3 days in a row now, your mood has been low\./);
});

test("given no model on this coach, then that is said, and none can be allowed", async () => {
  const { chat } = await joined(db, "2026-11-20");
  const none = "No language model is set up on this coach";
  expect(await chat.say("/words")).toContain(none);
  expect(await chat.say("/words model")).toContain(none);
  expect(await chat.say("/privacy")).toContain(none);
  expect(await chat.say("let an AI phrase it")).toContain(none);
  expect(await chat.say("/privacy model")).toBe(
    "Nothing of yours went to a language model in the last 90 days.",
  );
  expect(await stored()).toEqual([{}]);
});

test("given a model, then it is off until allowed, what it was sent is shown word for word, and it can be taken back", async () => {
  const { maya, hears } = await phrasedMorning(
    db,
    fakeModel(() => MODEL_WORDS),
    { allows: false },
  );
  const { chat } = maya;
  expect(await chat.say("/privacy")).toMatch(/nothing of yours unless you allow/);
  expect(await chat.say("/settings")).not.toMatch(/language model/);
  expect(await chat.say("/words")).toMatch(/unless you allow[\s\S]*\/words model allows it/);
  expect(await chat.say("/words model")).toMatch(
    /may now put my recommendations into other words[\s\S]*is not sent your name/,
  );
  expect(await stored()).toEqual([{ phrasesByModel: true }]);
  expect(await chat.say("/privacy")).toMatch(/You have allowed a language model/);
  expect(await chat.say("/settings")).toMatch(/A language model may put/);
  await hears("07:30", "08:00");
  const shown = await chat.say("/privacy model");
  expect(shown).toContain("What was sent to the language model, the newest first (1 to 1 of 1):");
  expect(shown).toContain(
    'Today, 08:00. Sent, after the opening below: {"tone":"plain","sentence":"Your mood has been low for {{lowDays}} in a row.',
  );
  expect(shown).toContain(`It answered: {"words":"${MODEL_WORDS}"}`);
  expect(shown).toContain("I said it in these words.");
  expect(shown).toContain(persona());
  // The check-in question of the morning is open.
  await chat.say("/undo");
  expect(await chat.say("no AI please")).toMatch(/every word is my own again/);
  expect(await stored()).toEqual([{}]);
});

test("given words that the check refused and calls without an answer, then each says so, on pages of three", async () => {
  const { maya, hears } = await phrasedMorning(
    db,
    fakeModel(() => "Well done, {{lowDays}}."),
  );
  await hears("07:30", "08:00");
  expect(await maya.chat.say("/privacy model")).toMatch(
    /It answered: .*Well done[\s\S]*in my own words, as the check found something in these \((?:praise|question)\)/,
  );
  const [row] = await db.select().from(userSettings);
  for (let ago = 1; ago <= 3; ago++) {
    await db.insert(modelCalls).values({
      userId: row?.userId ?? "",
      at: at("08:00", `2026-11-2${3 - ago}`),
      template: "recommendations/low-mood-run/message",
      sent: `as an earlier release began it, ${ago}`,
      outcome: "deadline",
    });
  }
  const first = await maya.chat.say("/privacy model");
  expect(first).toMatch(/\(1 to 3 of 4\)[\s\S]*\/privacy model 2 shows earlier ones/);
  const second = await maya.chat.say("/privacy model 2");
  expect(second).toContain("Friday 20 November, 08:00. Sent: as an earlier release began it, 3");
  expect(second).toMatch(/Nothing came back\.[\s\S]*no answer to use \(deadline\)/);
  expect(second).not.toContain("The opening is the same");
  expect(await maya.chat.say("/privacy model 9")).toMatch(/^Nothing of yours/);
});

test("given somebody who looks around as a sample, then nothing is allowed for them and nothing of it is phrased", async () => {
  const model = fakeModel(() => MODEL_WORDS);
  const { maya } = await phrasedMorning(db, model);
  await maya.chat.say("/sample");
  expect(await maya.chat.say("/words model")).toMatch(/sample/i);
  await maya.chat.say("5/7, tired, energy 40");
  expect(model.prompts).toEqual([]);
});

test("a sentence changes the tone as well", async () => {
  const { chat } = await joined(db, "2026-11-20");
  for (const [said, heard] of [
    ["be gentle", "gently"],
    ["can you talk to me a bit more softly", "gently"],
    ["be blunt with me", "direct"],
    ["be more direct please", "direct"],
    ["write plainly", "plainly"],
    ["speak normally", "plainly"],
  ] as const) {
    expect(await chat.say(said), said).toContain(heard);
  }
  expect(await stored()).toEqual([{}]);
  expect(await chat.say("be quick")).not.toMatch(/tone|from now on/i);
});
