import { accountKey } from "../../bot/access/access.ts";
import { INBOUND_LIMITS, limitInbound } from "../../bot/access/inbound-limits.ts";
import { UNREADABLE, type Unreadable } from "../../bot/inbound-event.ts";
import { LONGEST_TEXT } from "../../bot/inbound-text.ts";
import { soundsHeavy } from "../../coaching/understanding/crisis.ts";
import { MONDAY } from "./days-with-maya.ts";
import {
  type Act,
  after,
  type Chapter,
  does,
  type Recorder,
  recorder,
  says,
  type Take,
  taps,
  waits,
} from "./recording.ts";
import { PLATFORMS, type Player, type Stage } from "./stage.ts";

/** When other people come, long after Maya was heard last. */
const LATER = "2027-01-27";
const NEXT_DAY = "2027-01-28";

/** Somebody on each platform who has skipped the first questions. */
async function newcomers(stage: Stage, name: string): Promise<readonly Player[]> {
  const players = PLATFORMS.map((platform) => stage.stranger(platform, name));
  for (const player of players) {
    await player.open();
    await player.tap("start with my own");
    for (let step = 0; step < 7; step += 1) await player.say("skip");
    player.take();
  }
  return players;
}

const UNREADABLE_TITLES: Readonly<Record<Unreadable, string>> = {
  sticker: "A sticker",
  voice: "A voice message",
  picture: "A picture or video",
  contact: "A contact",
  edit: "A message that was changed",
  forward: "A message that was passed on",
  other: "Anything else",
};

export async function unreadable(scene: Recorder): Promise<Chapter> {
  const file = { reference: "-", name: "november.csv", bytes: 1, isTooLarge: false };
  const takes: Take[] = [];
  for (const what of UNREADABLE) {
    takes.push(
      await scene(UNREADABLE_TITLES[what], {
        words: null,
        run: (player) => player.deliver({ kind: "unreadable", what }),
      }),
    );
  }
  takes.push(
    await scene("A file", { words: null, run: (player) => player.deliver({ kind: "file", file }) }),
    await scene("A file that is too large", {
      words: null,
      run: (player) => player.deliver({ kind: "file", file: { ...file, isTooLarge: true } }),
    }),
  );
  return { title: "What the coach cannot read", intro: "", takes };
}

export async function inTheWay(scene: Recorder, stage: Stage): Promise<Chapter> {
  await stage.reach(MONDAY, "18:30");
  const gone = does("a button of an earlier release", { kind: "tap", token: "x" });
  const unstorable: Act = { words: null, run: (player) => player.deliver({ kind: "text", text: "4/7" }, "") };
  return {
    title: "When something is in the way",
    intro: "",
    takes: [
      await scene("A button that is gone", gone),
      await scene(
        "A button of a question that is over",
        after(
          ["/checkin", "4", "low", "skip"].map(says),
          does("the first question's `[ awful ]`", { kind: "tap", token: "c1:1:1" }),
        ),
      ),
      await scene("Too long", {
        words: "a very long text",
        run: (player) => player.say("long ".repeat(LONGEST_TEXT / 5 + 1)),
      }),
      await scene("Nothing to read", says(" ")),
      await scene("Not saved", unstorable, "The database took nothing."),
      await scene("Too much at once", { words: "31 messages in a moment", run: sayTooMuch }),
    ],
  };
}

/** As the platforms' own way in does it. */
async function sayTooMuch(player: Player): Promise<void> {
  const { adapter, platform } = player;
  const silent = { info() {}, warn() {}, error() {}, describe: () => ({ error: "" }) };
  const take = limitInbound(async () => {}, { adapter, strangers: { has: () => false }, log: silent });
  for (let count = 0; count <= INBOUND_LIMITS.account.events; count += 1) {
    await take({ platform, sender: "many", chat: "many", eventId: String(count), kind: "text", text: "4" });
  }
}

export async function access(stage: Stage): Promise<Chapter> {
  await stage.reach(LATER, "18:00");
  const [anna] = await newcomers(stage, "anna");
  const someone = (name: string) =>
    PLATFORMS.slice(1).map((platform) => stage.stranger(platform, name, { kind: "invite" }));
  const listed = PLATFORMS.slice(1).map((platform) =>
    stage.stranger(platform, "unlisted", { kind: "list", accounts: new Set() }),
  );
  if (anna === undefined) throw new Error("nobody is there");
  const inviter = stage.stranger("terminal", "anna", { kind: "invite" });
  const accounts = new Set([accountKey({ platform: "terminal", sender: "terminal-anna" })]);
  const inList = stage.stranger("terminal", "anna", { kind: "list", accounts });
  const invites = recorder([inviter]);
  // The first stranger on a fresh coach would claim it; here somebody is in already.
  const scene = recorder(someone("stranger"));
  return {
    title: "Who may come in",
    intro: "",
    takes: [
      await scene("A stranger", says("hello")),
      await recorder(listed)("A stranger where the operator keeps a list", says("hello")),
      await invites("An invite", says("/invite")),
      await invites("One's own invite", {
        words: "the code, in the same chat",
        run: (player) => player.say(player.code()),
      }),
      await invites(
        "Too many unused codes",
        after(
          Array.from({ length: 9 }, () => says("/invite")),
          says("/invite"),
        ),
      ),
      await recorder([anna])("An invite where everybody may come", says("/invite")),
      await recorder([inList])("An invite where the operator keeps a list", says("/invite")),
      ...(await linking(stage)),
      ...(await notLinking(stage)),
    ],
  };
}

/** Two accounts of one person, step by step; each step is shown in the chat it concerns. */
async function linking(stage: Stage): Promise<readonly Take[]> {
  const [, telegram, slack] = await newcomers(stage, "link");
  if (telegram === undefined || slack === undefined) throw new Error("nobody is there");
  const [here, there] = [recorder([telegram]), recorder([slack])];
  const code = (player: Player) => player.say(telegram.code());
  return [
    await here("A code to link with", says("/link")),
    await here("One's own code", { words: "the code, in the same chat", run: code }),
    await there("The code in the other chat", { words: "the code", run: code }),
    await there("Joining", taps("join them")),
    await here("Asked in the first chat", waits, "Comes by itself."),
    await here("Joined", taps("yes, join them")),
    await there("Joined, in the other chat", waits, "Comes by itself."),
    await there("The code once more", { words: "the code", run: code }),
    await here("Platform, set", says("/platform telegram")),
    await here("Platform", says("/platform")),
    await here("A platform without an account", says("/platform terminal")),
  ];
}

/** Two accounts that stay apart: what is said is no code, or one side says no. */
async function notLinking(stage: Stage): Promise<readonly Take[]> {
  const [, telegram, slack] = await newcomers(stage, "apart");
  if (telegram === undefined || slack === undefined) throw new Error("nobody is there");
  const [here, there] = [recorder([telegram]), recorder([slack])];
  const hear: Act = {
    words: "the code",
    async run(player) {
      await telegram.say("/link");
      await player.say(telegram.code());
    },
  };
  return [
    await here("No code to link with", says("/link soon")),
    await there("Not joining", after([hear], taps("not me"))),
    await here("Not joined, in the first chat", waits, "Comes by itself."),
    await there("The code again before the answer", {
      words: "the code, after `[ join them ]`",
      async run(player) {
        await hear.run(player);
        await player.tap("join them");
        player.take();
        await player.say(telegram.code());
      },
    }),
    await here("Refused", after([waits], taps("no"))),
    await there("Refused, in the other chat", waits, "Comes by itself."),
    await there("A button of a code that is over", taps("join them")),
  ];
}

export async function crisis(stage: Stage): Promise<Chapter> {
  const scene = recorder(await newcomers(stage, "crisis"));
  const perhaps = recorder(await newcomers(stage, "crisis-perhaps"));
  const near = recorder(await newcomers(stage, "crisis-near"));
  const others = recorder(await newcomers(stage, "crisis-others"));
  const heavy = HEAVY.find(soundsHeavy);
  return {
    title: "In a crisis",
    intro: "Never covered, never reworded, before anything else.",
    takes: [
      await scene("Said outright", says("I want to end my life")),
      await scene("Yes", taps("yes")),
      await scene("Not that, but it's bad", taps("not that, but it's bad")),
      await scene("Misread", taps("no, you misread me")),
      await scene("Said again", says("I can't go on like this anymore")),
      await scene("A third time", says("I can't go on like this anymore")),
      await perhaps("Perhaps", says("I can't go on like this anymore")),
      await scene("Scores rest", says("/today")),
      await scene(
        "Help in a rest",
        says("help"),
        "Asked for in a rest, with a slash or without; the rest begins again.",
      ),
      await scene("The list of commands in a rest", says("/help")),
      await scene("Thanks", says("thanks")),
      await scene("Somebody was called", says("I called my sister")),
      await scene("Better", says("I'm ok now")),
      await scene("A joke, later", after(["/settings"].map(says), says("sorry, I was joking"))),
      await scene("A goodbye", says("bye")),
      await scene("Nothing in particular", says("so anyway")),
      await scene("Nothing in particular again", says("so anyway")),
      await scene("A third time nothing in particular", says("so anyway")),
      await scene("And a fourth time", says("so anyway")),
      await scene("Budgets rest", says("/budget groceries 400")),
      await scene("An act under way", says("I took a bunch of pills an hour ago")),
      await scene("It is being done", says("yes")),
      await scene("No, they can't call", says("no")),
      await others("Danger from somebody else", says("he's hurting me")),
      await others("Not safe", says("no")),
      await others("Safe", says("yes")),
      await others("Told again", says("he's hurting me")),
      ...(heavy === undefined
        ? []
        : [
            await near("A word of care", says(heavy), "Nothing rests, and it is said once a day at most."),
            await near("Help me", says("help me")),
          ]),
    ],
  };
}

/** Words that may come near a crisis and be none; which of them do changes with the weights. */
const HEAVY = [
  "everyone is tired of me and i am too",
  "i'm not in any of the pictures of the future",
  "some days it all feels like too much to carry on with",
  "feels like my family is paying rent on a dead person",
];

/** Somebody who has linked nothing, and whose mood is low three days in a row. */
export async function nothingLinked(stage: Stage): Promise<Chapter> {
  await stage.reach(LATER, "20:00");
  const scene = recorder(await newcomers(stage, "unlinked"));
  const takes = [
    await scene("Today, with nothing linked", says("/today")),
    await scene("A question without data", says("how much did I spend last week?")),
    await scene("Why, before any answer with numbers", says("/why")),
  ];
  const low = says("2/7, energy 20, tired");
  await scene("Two low days", after([says("yesterday was 2/7, energy 20, tired")], low));
  await stage.reach(NEXT_DAY, "18:00");
  takes.push(
    await scene("The third low day", low, "Whoever is low for days hears about that and nothing else."),
  );
  takes.push(await scene("Why this, after low days?", taps("why this?")));
  return { title: "With nothing linked", intro: "", takes };
}

export async function sample(stage: Stage): Promise<Chapter> {
  await stage.reach(LATER, "19:00");
  const scene = recorder(await newcomers(stage, "sample"));
  return {
    title: "The sample person",
    intro: "",
    takes: [
      await scene("Looking around", says("/sample tom")),
      await scene("No settings for a sample", says("/reminder 9:00")),
      await scene("Hello in a sample", after(["skip", "skip", "skip"].map(says), says("hello"))),
      await scene("Back to one's own", says("/own")),
    ],
  };
}
