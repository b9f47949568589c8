import { expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { settledChat } from "../support/settled-chat.ts";

const { db } = await testDatabase();

/** As many words as are read in half a minute. */
const MOST_WORDS = 130;

test("given /privacy, then a short message says what is kept, where, who sees it, what a model gets and how it ends", async () => {
  const chat = await settledChat(db);
  const short = await chat.say("/privacy");
  expect(short.split(/\s+/).length).toBeLessThan(MOST_WORDS);
  expect(short).toMatch(/^I keep what you tell me.*in this coach's own database and its daily copies\./);
  expect(short).toMatch(/Who sees it: you, and whoever runs this coach\./);
  expect(short).toContain("No language model is set up on this coach, so nothing goes to one.");
  expect(short).toMatch(
    /Seeing and erasing everything from the chat is still to come; the person who runs this coach can/,
  );
  expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual([
    "all that I keep",
    "banks and wearables",
    "language model",
    "what is counted over all",
  ]);
});

test("given one part of /privacy was read, then the others are picked by their words and numbers still", async () => {
  const chat = await settledChat(db);
  await chat.say("/privacy");
  expect(await chat.say("all that I keep")).toMatch(/^I keep your settings/);
  expect(await chat.say("banks and wearables")).toMatch(/sealed with a key/);
  expect(await chat.say("what is counted over all")).toMatch(/^Of all people here/);
  expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual([
    "all that I keep",
    "banks and wearables",
    "language model",
  ]);
  expect(await chat.say("1")).toMatch(/^I keep your settings/);
});

/** What the whole of it has always said: by its parts, none of which may get lost. */
const PROMISES: readonly (readonly [button: string, command: string, promises: readonly RegExp[]])[] = [
  [
    "all that I keep",
    "/privacy kept",
    [
      /settings, budgets, plans, parked wishes and check-ins/,
      /readings and transactions of sources you link, of files you send and of your own words/,
      /the scores made of them, what each weekly look for patterns saw, what I recommended and how you found it/,
      /for 30 days everything I sent you, and for 30 to 90 days what a bank answered/,
      /the words you add to a check-in \(those you replaced too, until your next check-in/,
      /a sentence I was not sure about, until you say what it meant/,
      /Of a file I keep its name and the rows you had me store, not the file itself/,
    ],
  ],
  [
    "banks and wearables",
    "/privacy links",
    [
      /sealed with a key that does not lie in the database, lets me only read, and ends with \/accounts or \/devices/,
      /Plaid, Stripe or SimpleFIN, sees what your bank shows it and hears nothing of what you tell me/,
    ],
  ],
  ["language model", "/privacy words", [/No language model is set up on this coach/]],
  [
    "what is counted over all",
    "/privacy counts",
    [
      /how often each kind of message was found helpful, and what it did on average for those who allow \/trials/,
      /counts and means, from which nobody can be told/,
      /Nothing is left out at random/,
    ],
  ],
];

test.each(PROMISES)(
  "given the button %j or %s, then the whole of it is said",
  async (button, command, promises) => {
    const chat = await settledChat(db);
    await chat.say("/privacy");
    const tapped = await chat.tap(button);
    for (const promise of promises) expect(tapped).toMatch(promise);
    expect(await chat.say(command)).toBe(tapped);
    expect(await chat.tapToken("s1:privacy:nonsense")).toMatch(/no longer have/);
  },
);

test("given a check-in that is open, then /privacy and its buttons leave it open", async () => {
  const chat = await settledChat(db);
  await chat.say("/checkin");
  await chat.say("/privacy");
  await chat.tap("banks and wearables");
  expect(await chat.say("4")).toMatch(/Energy right now/);
});
