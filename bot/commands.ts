import { readClockTime } from "../coaching/model/clock-time.ts";
import { isCurrency } from "../coaching/model/money.ts";
import { findTimeZones, placeOf } from "../coaching/model/time-zones.ts";
import { labelOf } from "../prompts/index.ts";
import { platformParts } from "./access/platform.ts";
import type { StepContext } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import { clockAt, listed, shorten } from "./format.ts";
import {
  heldReminderParts,
  mute,
  notificationParts,
  pause,
  resumeMessages,
  setQuietHours,
  unmute,
} from "./notifications.ts";
import { type Part, type Reply, say, tell } from "./reply.ts";
import type { ReportName } from "./reports.ts";
import { GOALS } from "./settings.ts";
import { setSlackPrivacy, slackPrivacyParts } from "./slack-privacy.ts";
import { setTrials } from "./trials.ts";
import { wordsParts } from "./words/model.ts";
import { setTone, tonePart } from "./words/tone.ts";

/** What a command leads to: replies and effects beside whatever is open, then perhaps a report or a conversation. */
export type CommandOutcome = {
  readonly replies?: readonly Reply[];
  readonly effects?: readonly Effect[];
  readonly followUp?:
    | { readonly conversation: "check-in" }
    | { readonly question: "today" | "why" | "why-quiet" | "undo" | "nudge" | "open" | "link" | "invite" }
    | { readonly report: ReportName; readonly said: string }
    /** Empty to show where. */
    | { readonly question: "platform"; readonly said: string };
};

export type Command = {
  readonly name: string;
  run(argument: string, context: StepContext): CommandOutcome;
};

const SAMPLES = ["maya", "tom"] as const;

const COMMANDS = [
  { name: "start", run: () => ({ followUp: { question: "open" } }) },
  { name: "help", run: showHelp },
  { name: "about", run: () => ({ replies: [tell("help/about")] }) },
  { name: "privacy", run: (argument) => ({ followUp: { report: "privacy", said: argument } }) },
  { name: "checkin", run: () => ({ followUp: { conversation: "check-in" } }) },
  { name: "today", run: () => ({ followUp: { question: "today" } }) },
  { name: "week", run: (argument) => ({ followUp: { report: "week", said: argument } }) },
  { name: "month", run: (argument) => ({ followUp: { report: "month", said: argument } }) },
  { name: "nudge", run: () => ({ followUp: { question: "nudge" } }) },
  { name: "transactions", run: (argument) => ({ followUp: { report: "transactions", said: argument } }) },
  { name: "why", run: () => ({ followUp: { question: "why" } }) },
  { name: "why_quiet", run: () => ({ followUp: { question: "why-quiet" } }) },
  { name: "rests", run: (argument) => ({ followUp: { report: "rests", said: argument } }) },
  { name: "undo", run: () => ({ followUp: { question: "undo" } }) },
  { name: "budget", run: (argument) => ({ followUp: { report: "budget", said: argument } }) },
  { name: "insights", run: (argument) => ({ followUp: { report: "insights", said: argument } }) },
  { name: "subscriptions", run: () => ({ followUp: { report: "subscriptions", said: "" } }) },
  { name: "park", run: (argument) => ({ followUp: { report: "park", said: argument } }) },
  { name: "plan", run: (argument) => ({ followUp: { report: "plan", said: argument } }) },
  { name: "plans", run: () => ({ followUp: { report: "plans", said: "" } }) },
  { name: "parked", run: () => ({ followUp: { report: "parked", said: "" } }) },
  { name: "settings", run: showSettings },
  { name: "timezone", run: (argument, context) => setTimezone(argument, context) },
  { name: "currency", run: (argument) => setCurrency(argument) },
  { name: "reminder", run: setReminder },
  { name: "pause", run: pause },
  { name: "resume", run: resumeMessages },
  { name: "quiet", run: setQuietHours },
  { name: "mute", run: mute },
  { name: "unmute", run: unmute },
  { name: "trials", run: setTrials },
  { name: "link", run: linkAccounts },
  { name: "platform", run: (argument) => ({ followUp: { question: "platform", said: argument } }) },
  { name: "invite", run: () => ({ followUp: { question: "invite" } }) },
  { name: "import", run: (argument) => ({ followUp: { report: "import", said: argument } }) },
  { name: "slack_privacy", run: setSlackPrivacy },
  { name: "connect", run: (argument) => ({ followUp: { report: "connect", said: argument } }) },
  { name: "accounts", run: () => ({ followUp: { report: "accounts", said: "" } }) },
  { name: "devices", run: () => ({ followUp: { report: "devices", said: "" } }) },
  { name: "sleep", run: (argument) => ({ followUp: { report: "sleep", said: argument } }) },
  { name: "body", run: () => ({ followUp: { report: "body", said: "" } }) },
  { name: "tone", run: setTone },
  { name: "words", run: (argument) => ({ followUp: { report: "words", said: argument } }) },
  { name: "sample", run: enterSample },
  { name: "own", run: leaveSample },
] as const satisfies readonly Command[];

/** Commands that people may know of and that are not built yet. */
const PLANNED: ReadonlySet<string> = new Set("goals export purge delete".split(" "));

/** What is said of a command that is not there. */
export function unknownCommand(name: string): Reply {
  return tell(PLANNED.has(name) ? "help/later-command" : "help/unknown-command", { command: `/${name}` });
}

export function findCommand(name: string): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}

/** Commands that a button may stand for, as on a home page. */
const ON_BUTTONS: ReadonlySet<string> = new Set([
  "start",
  "checkin",
  "today",
  "settings",
  "privacy",
  "slack_privacy",
]);

/** The command behind a standing button `do:settings`, or behind a form that could not be opened; null for others. */
export function commandOf(action: string): Command | null {
  const [kind, name = ""] = action.split(":");
  if (action === "check-in") return findCommand("checkin") ?? null;
  return kind === "do" && ON_BUTTONS.has(name) ? (findCommand(name) ?? null) : null;
}

/** What people can say; how to leave stands only where one can. */
export function showHelp(_: string, { person }: StepContext): CommandOutcome {
  const parts = [say("help/overview"), ...(person.isTerminal ? [say("help/leave")] : [])];
  return { replies: [{ parts }] };
}

function showSettings(_: string, context: StepContext): CommandOutcome {
  const { person, now } = context;
  const goals = GOALS.filter((goal) => person.goals.includes(goal.id)).map(
    ({ choice }) => labelOf("onboarding/ask-goal", choice)?.text ?? choice,
  );
  const parts: Part[] = [
    say("settings/timezone", { place: placeOf(person.timezone), clock: clockAt(now, person.timezone) }),
    say("settings/currency", { currency: person.currency }),
    person.reminderTime === null
      ? say("settings/no-reminder")
      : say("settings/reminder", { time: person.reminderTime.slice(0, 5) }),
    ...heldReminderParts(person.reminderTime, person.preferences),
    ...notificationParts(context),
    ...platformParts(person.preferences),
    ...slackPrivacyParts(person),
    tonePart(person),
    ...wordsParts(person),
    goals.length === 0 ? say("settings/no-goals") : say("settings/goals", { goals: listed(goals) }),
    say("settings/how-to-change"),
  ];
  return { replies: [{ parts }] };
}

export function setTimezone(said: string, { now }: StepContext): CommandOutcome {
  if (said === "") return { replies: [tell("settings/timezone-usage")] };
  const [zone, ...others] = findTimeZones(said);
  if (zone === undefined)
    return { replies: [tell("onboarding/timezone-not-understood", { said: shorten(said) })] };
  if (others.length > 0) {
    const places = listed([zone, ...others].map(placeOf));
    return { replies: [tell("settings/timezone-several", { places })] };
  }
  return {
    replies: [tell("onboarding/timezone-set", { place: placeOf(zone), clock: clockAt(now, zone) })],
    effects: [{ kind: "save-profile", timezone: zone }],
  };
}

export function setCurrency(said: string): CommandOutcome {
  if (said === "") return { replies: [tell("settings/currency-usage")] };
  const code = said.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code) || !isCurrency(code)) {
    return { replies: [tell("onboarding/currency-not-understood", { said: shorten(said) })] };
  }
  return {
    replies: [tell("onboarding/currency-set", { currency: code })],
    effects: [{ kind: "save-profile", currency: code }],
  };
}

export function setReminder(said: string, { person }: StepContext): CommandOutcome {
  if (said === "") return { replies: [tell("settings/reminder-usage")] };
  if (/^(off|none|never|no)$/i.test(said)) {
    return { replies: [tell("onboarding/reminder-off")], effects: [{ kind: "save-reminder", time: null }] };
  }
  const time = readClockTime(said);
  if (time === null)
    return { replies: [tell("onboarding/reminder-not-understood", { said: shorten(said) })] };
  const parts = [say("onboarding/reminder-set", { time }), ...heldReminderParts(time, person.preferences)];
  return { replies: [{ parts }], effects: [{ kind: "save-reminder", time }] };
}

/** `/link`; with a code behind it, it has been heard before it comes here. */
function linkAccounts(argument: string): CommandOutcome {
  if (argument === "") return { followUp: { question: "link" } };
  return { replies: [tell("link/usage", { said: shorten(argument) })] };
}

function enterSample(argument: string, { person, timezoneHint }: StepContext): CommandOutcome {
  const name = SAMPLES.find((sample) => sample === argument.toLowerCase()) ?? SAMPLES[0];
  if (person.sampleName === name) return { replies: [tell("sample/already", { name: sampleTitle(name) })] };
  return { effects: [{ kind: "enter-sample", name, timezone: timezoneHint ?? person.timezone }] };
}

function leaveSample(_: string, { person }: StepContext): CommandOutcome {
  if (person.sampleName === null) return { replies: [tell("sample/not-in-sample")] };
  return { effects: [{ kind: "leave-sample" }] };
}

/** A sample person's name as it is said. */
export function sampleTitle(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
