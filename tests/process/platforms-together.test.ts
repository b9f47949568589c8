import { expect, test } from "vitest";
import { chatIdentities } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { readBlocks } from "../fakes/slack-person.ts";
import { telegramPerson } from "../fakes/telegram-person.ts";
import {
  freePort,
  listens,
  logOf,
  presses,
  sees,
  slackForProcess,
  soon,
  telegramForProcess,
  textsOf,
} from "../support/platform-process.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";

const kinds = await kindsOfDatabase();

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "on the %s database one person is on Telegram and Slack by /link, and each answer goes where it was asked",
  async (_, { madePlace }) => {
    const place = await madePlace();
    const port = await freePort();
    const { telegram, env: atTelegram } = await telegramForProcess();
    const { slack, person: atSlack, env: slackEnv } = await slackForProcess(port);
    const coach = coachInTest({ ...place, env: { ...place.env, ...atTelegram, ...slackEnv } });
    const sam = telegramPerson(telegram);
    const slackTexts = () => slack.shown().map(({ text, blocks = [] }) => `${text}\n${readBlocks(blocks)}`);
    /** Taps the newest button with these words in Slack. */
    const tap = async (label: string) => {
      await soon(() => atSlack.labelled(label).length).toBeGreaterThan(0);
      const offered = atSlack.labelled(label).at(-1);
      if (offered !== undefined) expect((await atSlack.tap(offered)).status).toBe(200);
    };
    await listens(telegram);
    await sam.say("hello");
    await presses(sam, "own");
    await presses(sam, "Europe/London");
    await sam.say("/link");
    await sees(sam, /Your code: \S+/);
    const code = /Your code: (\S+)/.exec(textsOf(sam).join("\n"))?.[1] ?? "";

    // An account that nobody knows comes in by the code alone.
    expect((await atSlack.say(code)).status).toBe(200);
    await tap("join them");
    await sees(sam, "wants to join it with this one");
    await sam.say("yes, join them");
    await sees(sam, "are one person now");
    await soon(() => slackTexts().join("\n")).toContain("are one person now");

    await sam.say("5/7, energy 41");
    await sees(sam, "energy 41.");
    const before = slackTexts().length;
    expect((await atSlack.say("6/7, energy 42")).status).toBe(200);
    await soon(() => slackTexts().length).toBeGreaterThan(before);
    coach.signal("SIGTERM");
    expect(await coach.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
    expect(textsOf(sam).join("\n")).not.toContain("energy 42");
    // What is said in a workplace says no number, and what is said on Telegram is not said there.
    expect(slackTexts().join("\n")).not.toMatch(/energy 4\d|mood \d/);
    const [accounts, entries] = await place.look((db) =>
      Promise.all([db.select().from(chatIdentities), db.select().from(moodEntries)]),
    );
    expect(accounts.map(({ platform }) => platform).sort()).toEqual(["slack", "telegram"]);
    expect(new Set([...accounts, ...entries].map(({ userId }) => userId)).size).toBe(1);
    expect(entries.map((entry) => entry.energyLevelSelfReported).sort()).toEqual([41, 42]);
    expect(logOf(place)).not.toMatch(/"level":[56]0/);
    expect(logOf(place)).not.toContain(code);
  },
);
