import { afterEach, describe, expect, test } from "vitest";
import { moodEntries } from "../../db/schema/health.ts";
import { parkedWishes, plans } from "../../db/schema/judgement.ts";
import { transactions } from "../../db/schema/money.ts";
import { merchantRules } from "../../db/schema/money-said.ts";
import { arrive, engine, poll, type Running, startPlatform } from "../contracts/platform-engine.ts";
import type { PlatformMaker } from "../contracts/platform-harness.ts";
import type { TestClock } from "../fakes/chat.ts";
import { collectLog } from "../fakes/chat.ts";
import { slackHarness } from "../fakes/slack-harness.ts";
import { telegramHarness } from "../fakes/telegram-harness.ts";
import { terminalHarness } from "../fakes/terminal-harness.ts";
import { testDatabase } from "../support/database.ts";
import { storeDescribedDay, TODAY } from "../support/described-day.ts";
import { runDueJobs } from "../support/due-jobs.ts";
import { privateWords } from "../support/private-words.ts";
import { slackChats } from "../support/slack-chats.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
const { joined } = slackChats(db, endings);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const EVENING_BEFORE = new Date("2026-11-23T19:00:00Z");
const MORNING = new Date(`${TODAY}T07:50:00Z`);
const EVENING = new Date(`${TODAY}T21:40:00Z`);
const PLAN = "if I slept under 6 h and it's after 21:00, ask me to park it";

const MOODS = ["awful", "low", "meh", "okay", "good", "great", "wonderful"];
/** Several may be picked: on Slack these are boxes, and a button under them. */
const WORDS = ["tired", "stressed", "bored", "lonely", "fine"];
const FACES = ["😣", "🙁", "😕", "😐", "🙂", "😊", "😁"];
const NIGHT = "Last night: 5 h 40 m; your usual is 7 h 05 m.";
const RECORD =
  "On your 14 days after under 6 h of sleep you spent about $31 more by choice than on other days " +
  "(likely between $9 and $55, 83 days looked at). Your own plan for such evenings: park it. Want it on tonight?";
const WHY =
  "Two things: last night was 85 min under your usual, and this pattern has held since 3 August. " +
  "Checked with it: 17 other patterns, none of them found. It is a pattern, not proof of a cause. " +
  `You told me "${PLAN}"; I ask at most once a day and only then, and /plans ends it.`;
const ON = 'Okay. If something tempts you after 21:00, say "park it" and what it costs.';
const PARKED = "Parked: headphones, $180. I'll ask after your next normal night.";
const TAKEOUT = "$64 in 5 orders, Monday 16 to Sunday 22 November.";
const USUAL = "Your usual week is about $41.";
const COUNTED =
  "Counted as takeout: restaurants, fast food and delivery, which banks don't tell apart. " +
  "From Checking and Amex, both up to date as of 18:10.";
const COFFEE =
  "I can't tell: you have noted coffee on 6 days, and I need at least 10 with and some without. " +
  'Tag it in the check-in ("coffee") and I\'ll look again.';
const CHANGED =
  "Changed: Uniqlo, 19 November, $89.90 is now a need. Noted with it: winter coat For this purchase only?";

/** What is offered under a message, as one list: the answers proper, then what stands apart. */
type Offered = { readonly answers?: readonly string[]; readonly asides?: readonly string[] };

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

/** A message in full, as it stands on a terminal: what is offered is a part of its text there. */
function typed(says: string, { answers = [], asides = [] }: Offered): string {
  const numbered = answers.map((answer, index) => `${index + 1} ${answer}`);
  return plain([says, ...numbered, ...asides.map((aside) => `[${aside}]`)].join(" "));
}

/** Waits until the newest message says exactly this and offers exactly that, in its platform's own manner. */
async function hears(person: Running, says: string, offered: Offered = {}): Promise<void> {
  const { platform } = person.adapter;
  if (platform === "terminal") return poll(() => plain(person.last())).toBe(typed(says, offered));
  await poll(() => plain(person.last())).toBe(platform === "slack" ? onSlack(says) : says);
  const { answers = [], asides = [] } = offered;
  const buttons = person
    .seen()
    .at(-1)
    ?.buttons.filter((label) => label !== "done");
  const shown =
    platform === "telegram" && answers === MOODS
      ? FACES
      : platform === "slack" && answers === WORDS
        ? ["that's it"]
        : answers;
  expect(buttons).toEqual([...shown, ...asides]);
}

/** Slack leaves a bot one command of its own. */
const onSlack = (says: string) => says.replaceAll("/plans", "/balance plans");

const PLATFORMS: readonly (readonly [string, PlatformMaker])[] = [
  ["the terminal", terminalHarness],
  ["Telegram", telegramHarness("polling")],
  ["Slack, privacy mode off", slackHarness],
];

describe("given the day that the product describes", () => {
  test.each(PLATFORMS)(
    "when it is lived on %s, then every answer is the one described, word for word",
    async (_, make) => {
      const clock: TestClock = { now: EVENING_BEFORE };
      const person = await startPlatform(make, { db, clock: () => clock.now }, engine);
      const says = async (words: string, answer: string, offered: Offered = {}) => {
        await person.say(words);
        await hears(person, answer, offered);
      };
      try {
        await arrive(person);
        await storeDescribedDay(db);
        await person.say("/reminder 7:50");
        await person.lastShows(/07:50/);
        await person.say(PLAN);
        await person.lastShows(/Your plan: "if I slept under 6 h.*Is that it\?/s);
        await says("yes", "Kept, in your words. /plans shows your plans and ends them.", {
          asides: ["undo"],
        });

        clock.now = MORNING;
        await person.jobs();
        await hears(person, "Morning. How's your mood?", { answers: MOODS, asides: ["skip", "later"] });
        await says("3", "Energy right now?", {
          answers: ["empty", "low", "medium", "good", "full"],
          asides: ["skip"],
        });
        await says("2", "Saved: mood 3 of 7, energy 25. Add a word?", {
          answers: WORDS,
          asides: ["skip", "fix an answer"],
        });
        await says("tired, slept badly, big deadline at work", `${NIGHT} ${RECORD}`, {
          answers: ["yes", "not today"],
          asides: ["why this?"],
        });
        expect(plain(person.all())).toContain("Saved: mood 3 of 7, energy 25. Noted with it: tired; work.");
        await says("why this?", WHY, { answers: ["yes", "not today"] });
        await says("yes", ON);

        clock.now = EVENING;
        await says("park headphones 180", PARKED, { asides: ["undo"] });
        await says("how much did I spend on takeout last week?", `${TAKEOUT} ${USUAL} ${COUNTED}`, {
          asides: ["picture", "the five", "why?"],
        });
        await person.say("the five");
        await person.lastShows(/\$13 at Pizza Place, Sunday 22 November\..*\$12 at Pizza Place, Monday 16/s);
        await says("does coffee make me sleep worse?", COFFEE, { asides: ["why?"] });
        await says("that uniqlo thing wasn't discretionary, winter coat", CHANGED, {
          answers: ["only this", "Uniqlo always"],
          asides: ["undo"],
        });
        await says(
          "Uniqlo always",
          "From now on: what you pay at Uniqlo is a need. That holds for the other payment there too, unless you said otherwise of it.",
          { asides: ["undo"] },
        );
      } finally {
        await person.stop();
      }
      const today = (await db.select().from(moodEntries)).filter(({ localDate }) => localDate === TODAY);
      expect(today).toMatchObject([{ moodScore: -2, energyLevelSelfReported: 25 }]);
      expect(await db.select().from(plans)).toMatchObject([{ words: PLAN, lastFiredOn: TODAY }]);
      expect(await db.select().from(parkedWishes)).toMatchObject([{ what: "headphones", amount: "180.00" }]);
      expect(person.lines.filter(({ level }) => level === "error")).toEqual([]);
    },
    90_000,
  );

  test.each(PLATFORMS)(
    "when the picture is wanted on %s, then it comes with the weeks before in words",
    async (_, make) => {
      const clock: TestClock = { now: EVENING };
      const person = await startPlatform(make, { db, clock: () => clock.now }, engine);
      try {
        await arrive(person);
        await storeDescribedDay(db);
        await person.say("how much did I spend on takeout last week?");
        await person.lastShows(/\$64 in 5 orders/);
        await person.say("picture");
        await person.lastShows(
          /The weeks before it, the first from Monday 21 September on: \$43, \$41, \$42, \$40, \$41, \$44, \$38 and \$41\./,
        );
      } finally {
        await person.stop();
      }
    },
    60_000,
  );

  test.each([
    ["only this", "Okay, only this one.", []],
    ["Uniqlo always", "From now on: what you pay at Uniqlo is a need.", [{ isDiscretionary: false }]],
  ])(
    "when the correction is to hold for %j, then it does",
    async (answer, said, rules) => {
      const clock: TestClock = { now: EVENING };
      const person = await startPlatform(terminalHarness, { db, clock: () => clock.now }, engine);
      try {
        await arrive(person);
        await storeDescribedDay(db);
        await person.say("that uniqlo thing wasn't discretionary, winter coat");
        await person.lastShows(/For this purchase only\?/);
        await person.say(answer);
        await poll(person.last).toContain(said);
      } finally {
        await person.stop();
      }
      const rows = (await db.select().from(transactions)).filter(
        ({ merchantName }) => merchantName === "Uniqlo",
      );
      const latestFirst = rows.toSorted((one, other) => (one.localDate < other.localDate ? 1 : -1));
      expect(latestFirst).toMatchObject([
        { isDiscretionary: false, notes: "winter coat" },
        { isDiscretionary: null, notes: null },
      ]);
      // What is said of all of them is understood by an errand of its own.
      expect(await db.select().from(merchantRules)).toMatchObject(rules);
    },
    60_000,
  );

  test("when it is lived on Slack with privacy mode on, then no amount, merchant or mood word stands in a message, and all of it behind its button", async () => {
    const clock = { now: EVENING_BEFORE };
    const chat = await joined(clock);
    await storeDescribedDay(db);
    const opens = async (words: string, answer: string) => {
      await chat.say(words);
      expect(plain((await chat.opened()) ?? "")).toContain(answer);
    };
    await chat.say("/reminder 7:50");
    await chat.say(PLAN);
    await chat.say("yes");
    clock.now = MORNING;
    await runDueJobs({
      db,
      clock: () => clock.now,
      deliver: () => chat.dispatcher.outbox.deliverAll(),
      log: collectLog([]),
    });
    expect(chat.said()).toBe("Your check-in is ready when you are.");
    for (const words of ["3", "2"]) await chat.say(words);
    await chat.say("tired, slept badly, big deadline at work");
    expect(chat.said()).toBe("Your morning message is here.");
    expect(plain((await chat.opened()) ?? "")).toContain(`${NIGHT} ${RECORD}`);
    await opens("why this?", onSlack(WHY));
    await opens("yes", ON);
    clock.now = EVENING;
    await opens("park headphones 180", PARKED);
    await opens("how much did I spend on takeout last week?", `${TAKEOUT} ${USUAL} ${COUNTED}`);
    await opens("the five", "$13 at Pizza Place, Sunday 22 November.");
    await opens("picture", "The weeks before it, the first from Monday 21 September on: $43,");
    await opens("does coffee make me sleep worse?", COFFEE);
    await opens("that uniqlo thing wasn't discretionary, winter coat", CHANGED);
    await opens("Uniqlo always", "From now on: what you pay at Uniqlo is a need.");
    const exported = chat.slack.calls
      .filter(({ method }) => /^(?:chat|files)\./.test(method))
      .map(({ body }) => [body.text, body.blocks].filter((part) => part !== undefined).join("\n"));
    expect(exported.length).toBeGreaterThan(15);
    for (const message of exported) {
      expect(privateWords(message), message).toEqual([]);
      expect(message).not.toMatch(/uniqlo|pizza|headphones|coffee|takeout/i);
    }
  }, 90_000);
});
