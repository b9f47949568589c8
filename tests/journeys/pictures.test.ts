import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type OutboundMessage, outboundMessage, plainText } from "../../bot/message.ts";
import { outbox } from "../../db/schema/chat.ts";
import { startPictures } from "../../src/pictures/pictures.ts";
import { arrive, engine, startPlatform } from "../contracts/platform-engine.ts";
import { collectLog, fakeChat } from "../fakes/chat.ts";
import { slackWithEngine } from "../fakes/slack-engine.ts";
import { telegramHarness } from "../fakes/telegram-harness.ts";
import { testDatabase } from "../support/database.ts";
import { tempFolder } from "../support/temp-folder.ts";

const { db } = await testDatabase();
const LOOK_AROUND = "look around as Maya, 120 days of sample data";
const THURSDAY = new Date("2026-11-26T10:00:00Z");

/** Looking around as Maya, who has 120 days. */
async function maya(now = THURSDAY) {
  const chat = fakeChat({ db, clock: { now }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap(LOOK_AROUND);
  return chat;
}

/** Numbers as they are written, dates among them. */
const numbersIn = (text: string) => new Set(text.match(/\d[\d,.]*\d|\d/g));

test.each([
  ["/week", "week"],
  ["how was my week?", "week"],
  ["how was last week?", "week"],
  ["/month", "month"],
  ["how was October?", "month"],
  ["how were the last 30 days?", "balance"],
  ["show my balance", "balance"],
  ["show me my balance for 30 days", "balance"],
  ["what was my score last week?", "week"],
  ["how is my trend?", "balance"],
])("%s comes with a picture (%s) whose title and description say what the words say", async (text, kind) => {
  const chat = await maya();
  const said = await chat.say(text);
  const picture = chat.sent.at(-1)?.picture;
  expect(picture?.chart.kind).toBe(kind);
  expect(picture?.alt).toContain(picture?.chart.title);
  const inWords = numbersIn(said);
  for (const number of numbersIn(picture?.alt ?? "")) expect(inWords).toContain(number);
});

test.each([
  "/today",
  "how did I sleep?",
  "how was yesterday?",
  "what was my energy last week?",
  "how was 2025?",
])("%s has no picture", async (text) => {
  const chat = await maya();
  await chat.say(text);
  expect(chat.sent.at(-1)?.picture).toBeUndefined();
});

test("what was chosen day by day sums to what the words say was by choice", async () => {
  const chat = await maya();
  const said = await chat.say("how was last week?");
  const chart = chat.sent.at(-1)?.picture?.chart;
  if (chart?.kind !== "week") throw new Error("a week was expected");
  const cents = (amount: string) => Math.round(Number(amount.replaceAll(/[$,]/g, "")) * 100);
  const texts = chart.amounts?.texts.map((text) => cents(text ?? "")) ?? [];
  expect(texts).toHaveLength(7);
  const [, chosen = ""] = said.match(/, (\$[\d,.]*\d) of it by choice/) ?? [];
  expect(texts.reduce((sum, text) => sum + text, 0)).toBe(cents(chosen));
});

test("the numbers in a picture are the ones that were said", async () => {
  const chat = await maya();
  const said = await chat.say("how was last week?");
  const chart = chat.sent.at(-1)?.picture?.chart;
  if (chart?.kind !== "week") throw new Error("a week was expected");
  for (const { name, scores } of chart.rows) {
    const known = scores.filter((score) => score !== null);
    const mean = Math.round(known.reduce((sum, score) => sum + score, 0) / known.length);
    expect(said.toLowerCase()).toMatch(
      name === "Balance" ? `balance ${mean} of 100` : `${name.toLowerCase()} ${mean} (${known.length} days)`,
    );
  }
});

test("given a person who has just begun, then there is no picture of next to nothing", async () => {
  const chat = fakeChat({ db, clock: { now: THURSDAY }, timezone: "Europe/London" });
  await chat.open();
  await chat.say("5/7, energy 40");
  await chat.say("how was my week?");
  expect(chat.sent.at(-1)?.picture).toBeUndefined();
});

test("given days before the first thing known, then they stand empty in the picture", async () => {
  const chat = await maya();
  // What is known of her begins on 29 July.
  await chat.say("how was July?");
  const chart = chat.sent.at(-1)?.picture?.chart;
  if (chart?.kind !== "month") throw new Error("a month was expected");
  const days = chart.weeks.flat().filter((cell) => cell !== null);
  const scored = days.flatMap(({ day, score }) => (score === null ? [] : day));
  expect(scored.length).toBeGreaterThan(0);
  expect(Math.min(...scored)).toBeGreaterThanOrEqual(29);
  expect(days).toHaveLength(31);
  expect(days.every(({ isAhead }) => !isAhead)).toBe(true);
});

test("what waits in the outbox is a chart, which becomes a picture only when it is sent", async () => {
  const chat = await maya();
  await chat.say("/week");
  const rows = (await db.select().from(outbox)).map(({ message }) => outboundMessage.parse(message));
  const stored = rows.flatMap(({ picture }) => picture ?? []);
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored).length).toBeLessThan(2000);
});

test("on Telegram the photo stands over its words, and its file is gone once it is sent", async () => {
  const folder = join(await tempFolder(), "pictures");
  const pictures = startPictures({ folder, log: collectLog([]), clock: () => THURSDAY, deadlineMs: 30_000 });
  const person = await startPlatform(
    telegramHarness("polling"),
    { db, clock: () => THURSDAY, pictures },
    engine,
  );
  try {
    await arrive(person);
    await person.say("/sample");
    await person.shows(/120 days of invented data/);
    await person.say("how was last week?");
    await person.lastShows(/Monday 16 to Sunday 22 November[\s\S]*Balance \d+ of 100/);
    expect(person.seen().at(-1)?.attachments).toEqual(["photo week.png"]);
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await person.stop();
    await pictures.stop({ leftMs: () => 0, isUrgent: false });
  }
});

test("given Slack privacy, then nothing is uploaded", async () => {
  const slack = await slackWithEngine(db, { now: THURSDAY });
  try {
    await slack.settled(slack.person.openTab("messages"));
    await slack.settled(slack.person.say("/sample"));
    await slack.settled(slack.person.say("how was last week?"));
    expect(slack.slack.calls.filter(({ method }) => /^files/.test(method))).toEqual([]);
    const sent = (await db.select().from(outbox)).map(({ message }) => outboundMessage.parse(message));
    const pictured = sent.filter((message): message is OutboundMessage => message.picture !== undefined);
    expect(pictured.map(({ text, cover }) => [/Balance/.test(plainText(text)), cover !== undefined])).toEqual(
      [[true, true]],
    );
  } finally {
    await slack.end();
  }
});
