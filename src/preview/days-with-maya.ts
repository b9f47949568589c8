import type { PlatformId } from "../../bot/adapter.ts";
import { type Act, after, type Chapter, chooses, type Recorder, says, taps, waits } from "./recording.ts";
import type { Stage } from "./stage.ts";

export const SUNDAY = "2026-11-22";
export const MONDAY = "2026-11-23";
const TUESDAY = "2026-11-24";
const THURSDAY = "2026-11-26";
/** More than 60 days after Maya was heard last. */
const AFTER_LONG = "2027-01-26";

/** What is done in another way where a platform tells a person's zone. */
function byPlatform(acts: Partial<Record<PlatformId, Act>>, others: Act): Act {
  return {
    words: others.words,
    run: (player) => (acts[player.platform] ?? others).run(player),
  };
}

/** From the first word to the end of the first questions. */
export async function firstContact(scene: Recorder, stage: Stage): Promise<Chapter> {
  await stage.reach(SUNDAY, "18:00");
  return {
    title: "First contact",
    intro: "",
    takes: [
      await scene("Hello", { words: null, run: (player) => player.open() }, "The chat is opened."),
      await scene(
        "Time zone",
        taps("start with my own"),
        "Telegram tells nobody's zone, Slack and the terminal do.",
      ),
      await scene(
        "Another time zone",
        byPlatform({ telegram: taps("somewhere else") }, taps("no, somewhere else")),
      ),
      await scene("A city nobody knows", says("Atlantis")),
      await scene("Currency", says("London")),
      await scene("No currency", says("doubloons")),
      await scene("Goals", taps("USD")),
      await scene("Reminder", chooses("fewer impulse buys", "more energy")),
      await scene("No time of day", says("noonish")),
      await scene("The end of the questions, and mood", taps("07:30"), "The first check-in follows at once."),
    ],
  };
}

/** The first evening: a check-in by taps, in its other ways, and what follows it. */
export async function checkIn(scene: Recorder): Promise<Chapter> {
  return {
    title: "The check-in",
    intro: "",
    takes: [
      await scene("A mood that is none", says("purple")),
      await scene("Energy", taps("low")),
      await scene("A number on no scale", says("8")),
      await scene("Words", taps("medium")),
      await scene("Closing, and the morning message", says("tired, slept badly, big deadline at work")),
      await scene("Why this?", taps("why this?")),
      await scene("Helpful", taps("helpful")),
      await scene("Not helpful", taps("not helpful")),
      await scene("Fix an answer", taps("fix an answer")),
      await scene("Mood again", taps("mood")),
      await scene("Fixed", taps("okay")),
      await scene("Undo", taps("undo")),
      await scene("In one sentence", says("5/7, tired after work, energy 40")),
      await scene("Undo by command", says("/undo")),
      await scene("Yesterday", says("yesterday was 3/7")),
      await scene("Everything skipped", after(["/checkin", "skip", "skip"].map(says), says("skip"))),
    ],
  };
}

/** Monday morning: what comes by itself, and "later". */
export async function mondayUnasked(scene: Recorder, stage: Stage): Promise<Chapter> {
  await stage.reach(MONDAY, "07:30");
  const first = [
    await scene("The check-in question", waits, "At 07:30, unasked."),
    await scene("Later", taps("later")),
    await scene("Later, once more", says("later")),
  ];
  await stage.reach(MONDAY, "09:30");
  const answered = await scene(
    "Answered, and a morning without a word to say",
    after([waits, taps("okay"), taps("good")], taps("fine")),
    "The morning message holds last night and at most one thing that a rule found.",
  );
  await stage.reach(MONDAY, "10:00");
  const summary = [
    await scene(
      "The weekly summary",
      waits,
      "On Monday at 09:00, unasked; later where that day's check-in was put off.",
    ),
    await scene("The summary's why", taps("why?")),
    await scene("More of it", taps("more")),
  ];
  return { title: "Unasked on a Monday", intro: "", takes: [...first, answered, ...summary] };
}

export async function questions(scene: Recorder, stage: Stage): Promise<Chapter> {
  await stage.reach(MONDAY, "10:30");
  await stage.reach(MONDAY, "18:00");
  return {
    title: "Questions",
    intro: "",
    takes: [
      await scene("Spending", says("how much did I spend last week?")),
      await scene("Why?", taps("why?")),
      await scene("The payments behind a sum", taps("the 8 largest")),
      await scene("A sum beside the weeks before", taps("picture")),
      await scene("Spending on one thing", says("how much did I spend on takeout last month?")),
      await scene("Payments in a list", says("what did I buy yesterday?")),
      await scene("The biggest purchases", says("what were my biggest purchases this month?")),
      await scene("Spending by group", says("where did my money go last week?")),
      await scene("Two months side by side", says("did I spend more this month than last month?")),
      await scene("A shop that is not there", says("how much did I spend at Nowhere this month?")),
      await scene("Sleep", says("how did I sleep?")),
      await scene("A body signal over some days", says("how was my HRV last week?")),
      await scene("The nights", says("/sleep")),
      await scene("The body", says("/body")),
      await scene("Which device?", says("which device is that from?")),
      await scene("Today", says("/today")),
      await scene("A score", says("what was my energy yesterday?")),
      await scene("Scores over some days", says("how was my mood last week?")),
      await scene("The month so far", says("/month")),
      await scene("A balance to look at", says("show my balance")),
      await scene("Why a day was so", says("why was yesterday low?")),
      await scene("This week", says("/week")),
      await scene("A month", says("how was October?")),
      await scene("The morning message on request", says("/nudge")),
      await scene("What was sent and what was held", says("/why_quiet")),
      await scene("What keeps still", says("/rests")),
      await scene("Why, of an earlier answer", after([says("how did I sleep?")], oldWhy())),
      await scene("What goes together", says("/insights")),
      await scene("What patterns are based on", taps("why?")),
      await scene("What goes with what", says("does bad sleep make me spend more?")),
      await scene("Looked at and not found", says("does stress make me spend more?")),
      await scene("Too little noted", says("does alcohol affect my mood?")),
      await scene("Subscriptions", says("what subscriptions do I have?")),
      await scene("What is ahead", says("will I stay under budget?")),
      await scene("A purchase by hand", says("12 coffee")),
      await scene("A correction", says("that wasn't discretionary")),
      await scene("A wish to park", says("park headphones 180")),
      await scene("What is parked", says("/parked")),
      await scene("An if-then plan", says("if I slept under 6 h and it's after 21:00, ask me to park it")),
      await scene("The plan is kept", taps("yes, keep it")),
      await scene("Plans", says("/plans")),
      await scene("Not sure what was meant", says("budget")),
      await scene("Not understood", says("the moon is made of cheese")),
    ],
  };
}

/** The "why?" under an answer that is not the last one. */
function oldWhy(): Act {
  return {
    words: "`[ why? ]` under an earlier answer",
    run: (player) => player.deliver({ kind: "tap", token: "s1:why:1" }),
  };
}

export async function settings(scene: Recorder): Promise<Chapter> {
  return {
    title: "Settings and commands",
    intro: "",
    takes: [
      await scene("Help", says("/help")),
      await scene("About", says("/about")),
      await scene("Privacy", says("/privacy")),
      await scene("What went to a language model", says("/privacy model")),
      await scene("A language model", says("/words")),
      await scene("Tone", says("/tone")),
      await scene("Another tone", says("/tone gentle")),
      await scene("The first tone again", says("/tone plain")),
      await scene("Settings", says("/settings")),
      await scene("Devices", says("/devices")),
      await scene("Disconnect a device", taps("disconnect Oura")),
      await scene("Left connected", taps("leave it connected")),
      await scene("Which device comes first", says("use my Oura for sleep")),
      await scene("A device that is not there", says("use my whoop for sleep")),
      await scene("Pause", says("/pause 3")),
      await scene("Resume", says("/resume")),
      await scene("No pause to end", says("/resume")),
      await scene("A pause without an end", says("/pause")),
      await scene("Quiet hours", after([says("/resume")], says("/quiet"))),
      await scene("Other quiet hours", says("/quiet 22:00-08:00")),
      await scene("Quiet hours, not understood", says("/quiet evenings")),
      await scene("Quiet hours off", says("/quiet off")),
      await scene("Mute", says("/mute weekly")),
      await scene("Mute what", says("/mute everything")),
      await scene("Unmute", says("/unmute all")),
      await scene("Left out at random", says("/trials")),
      await scene("It may be", says("/trials on")),
      await scene("It may not be any more", says("/trials off")),
      await scene("A reminder", says("/reminder 8:15")),
      await scene("No reminder", says("/reminder off")),
      await scene("A zone by sentence", after([says("/reminder 7:30")], says("my timezone is Berlin"))),
      await scene("A currency", says("/currency")),
      await scene("One's own data already", says("/own")),
      await scene("A command that is not there yet", after([says("/timezone London")], says("/export"))),
      await scene("A command that is none", says("/dance")),
    ],
  };
}

/** What comes unasked on later days: an unanswered morning, the month, the goodbye. */
export async function laterUnasked(scene: Recorder, stage: Stage): Promise<Chapter> {
  await stage.reach(TUESDAY, "07:30");
  await scene("Tuesday's question", waits);
  await stage.night(TUESDAY, 412);
  await stage.reach(TUESDAY, "10:30");
  const morning = await scene(
    "The morning message",
    waits,
    "Unasked, as the check-in question was not answered; last night has come.",
  );
  const later = await scene("The morning message, later", taps("later"));
  await stage.nightTurnsOut(TUESDAY, 451);
  const correction = await scene(
    "A night that turns out otherwise",
    waits,
    "Unasked, once, when more of the night has come in.",
  );
  await stage.reach(THURSDAY, "07:30");
  await scene("Thursday's question", waits);
  await stage.reach(THURSDAY, "10:30");
  const silent = await scene(
    "A silent device",
    waits,
    "The morning message, as no night has come since Tuesday; said once.",
  );
  await stage.signOut();
  await stage.reach(THURSDAY, "11:00");
  const trouble = await scene(
    "A device that needs its person",
    waits,
    "Unasked and once; a bank is told of in the same way.",
  );
  await scene("Signing in again", taps("sign in again to Oura"));
  await stage.reach("2026-12-01", "07:30");
  await scene("December's question", waits);
  await stage.reach("2026-12-01", "09:00");
  const month = await scene("The monthly summary", waits, "On the 1st at 09:00, unasked.");
  await stage.reach("2026-12-08", "07:30");
  await scene("A week's one question", waits);
  await stage.reach(AFTER_LONG, "07:30");
  const goodbye = await scene("The goodbye", waits, "After 60 days without a word, once.");
  return {
    title: "Unasked on other days",
    intro: "",
    takes: [morning, later, correction, silent, trouble, month, goodbye],
  };
}
