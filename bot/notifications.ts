import { MESSAGE_KINDS, type MessageKind } from "../coaching/delivery/kinds.ts";
import { endOfPause, LONGEST_PAUSE_DAYS, type PauseLength, readPause } from "../coaching/delivery/pause.ts";
import {
  DEFAULT_PREFERENCES,
  isPausedAt,
  isQuietMinute,
  type Preferences,
  type QuietHours,
  UNTIL_RESUMED,
} from "../coaching/delivery/preferences.ts";
import { NO_QUIET_HOURS, readQuietHours } from "../coaching/delivery/quiet-hours.ts";
import { minuteOfClockTime } from "../coaching/model/clock-time.ts";
import { localDateOf } from "../coaching/model/local-date.ts";
import type { CommandOutcome } from "./commands.ts";
import type { Person, StepContext } from "./conversation.ts";
import { clockAt, clockOfMinute, dayName, listed, sentenceCase, shorten } from "./format.ts";
import { inline, type Part, say, tell } from "./reply.ts";
import { setTrials, trialsPart } from "./trials.ts";

/** How people name the kinds of message. */
const KIND_WORDS: readonly (readonly [MessageKind, RegExp])[] = [
  ["checkin_reminder", /\bcheck[ -]?ins?\b|\bcheck[ -]?in (?:questions?|reminders?)\b|^reminders?$/i],
  ["morning_nudge", /\bmornings?\b/i],
  ["evening_nudge", /\bevenings?\b/i],
  ["weekly_summary", /\bweek(?:ly)?\b/i],
  ["monthly_summary", /\bmonth(?:ly)?\b/i],
];

/** What has a switch and no time of its own: a question beside a check-in, and word of a connection that broke. */
const SWITCHES = [
  {
    said: /^(?:worth(?: it)?|worth (?:questions?|taps?))$/i,
    name: "asksWorth",
    off: "worth/off",
    on: "worth/on",
    isOff: "worth/is-off",
    word: "worth/word",
  },
  {
    said: /^(?:broken |lost )?(?:connections?|links?)$/i,
    name: "tellsTrouble",
    off: "trouble/off",
    on: "trouble/on",
    isOff: "trouble/is-off",
    word: "trouble/word",
  },
] as const;

/** Not among them, as "/unmute all" agrees to nothing. */
const isTrials = (said: string) => /^trials?$/i.test(said);

function switchIn(said: string) {
  return SWITCHES.find((one) => one.said.test(said)) ?? null;
}

/** `/pause`, `/pause 3`, `/pause until friday`. */
export function pause(said: string, context: StepContext): CommandOutcome {
  if (said === "") return pauseUntil(UNTIL_RESUMED, context);
  const length = readPause(said, context.today);
  if (length === null) return { replies: [tell("settings/pause-not-understood", { said: shorten(said) })] };
  return pauseFor(length, context);
}

/** "Leave me alone for 3 days"; without a length that can be read, until they resume. */
function pauseInWords(text: string, context: StepContext): CommandOutcome {
  const length = readPause(text, context.today);
  return length === null ? pauseUntil(UNTIL_RESUMED, context) : pauseFor(length, context);
}

function pauseFor(length: PauseLength, context: StepContext): CommandOutcome {
  const { person, now } = context;
  const end = endOfPause(length, now, person.timezone, person.preferences.quiet);
  if (end === null) return { replies: [tell("settings/pause-range", { days: LONGEST_PAUSE_DAYS })] };
  return pauseUntil(end, context);
}

function pauseUntil(pausedUntil: Date, context: StepContext): CommandOutcome {
  const parts = [pausePart(pausedUntil, context), say("settings/pause-keeps")];
  return changed({ ...context.person.preferences, pausedUntil }, parts);
}

function pausePart(pausedUntil: Date, { now, person }: StepContext): Part {
  if (pausedUntil.getTime() === UNTIL_RESUMED.getTime()) return say("settings/paused-open");
  const zone = person.timezone;
  const day = dayName(localDateOf(pausedUntil, zone), localDateOf(now, zone));
  return say("settings/paused", { day, clock: clockAt(pausedUntil, zone) });
}

/** `/resume`, "turn notifications on". */
export function resumeMessages(_: string, { person, now }: StepContext): CommandOutcome {
  const { preferences } = person;
  if (!isPausedAt(preferences, now)) {
    return { replies: [{ parts: [say("settings/not-paused"), ...switchParts(person)] }] };
  }
  return changed({ ...preferences, pausedUntil: null }, [say("settings/resumed"), ...switchParts(person)]);
}

/** `/quiet 22:00-08:00`, `/quiet off`; bare, it shows what holds. */
export function setQuietHours(said: string, { person }: StepContext): CommandOutcome {
  if (said === "")
    return {
      replies: [{ parts: [quietPart(person.preferences, person.reminderTime), say("settings/quiet-usage")] }],
    };
  const isOff = /^(off|none|never|no)$/i.test(said);
  const isDefault = /^(default|standard|usual|reset)$/i.test(said);
  const quiet = isOff ? NO_QUIET_HOURS : isDefault ? DEFAULT_PREFERENCES.quiet : readQuietHours(said);
  if (quiet === null) return { replies: [tell("settings/quiet-not-understood", { said: shorten(said) })] };
  const preferences = { ...person.preferences, quiet, choseQuiet: !isDefault };
  return changed(preferences, [
    quietPart(preferences, person.reminderTime),
    ...heldReminderParts(person.reminderTime, preferences),
  ]);
}

/** `/mute weekly`. */
export function mute(said: string, context: StepContext): CommandOutcome {
  const { person } = context;
  if (isTrials(said)) return setTrials("off", context);
  const other = switchIn(said);
  if (other !== null) return changed({ ...person.preferences, [other.name]: false }, [say(other.off)]);
  const kind = kindIn(said);
  if (kind === null) return whichKind("settings/mute-usage", said);
  const off = [...new Set([...person.preferences.off, kind])];
  return changed({ ...person.preferences, off }, [
    say("settings/muted", { kind: kindName(kind), word: wordOf(kind) }),
  ]);
}

/** `/unmute weekly`, `/unmute all`. */
export function unmute(said: string, context: StepContext): CommandOutcome {
  const { person } = context;
  if (isTrials(said)) return setTrials("on", context);
  const other = switchIn(said);
  if (other !== null) return changed({ ...person.preferences, [other.name]: true }, [say(other.on)]);
  if (/^(all|everything)$/i.test(said)) {
    const all = { ...person.preferences, off: [], asksWorth: true, tellsTrouble: true };
    return changed(all, [say("settings/unmuted-all")]);
  }
  const kind = kindIn(said);
  if (kind === null) return whichKind("settings/unmute-usage", said);
  const preferences = {
    ...person.preferences,
    off: person.preferences.off.filter((other) => other !== kind),
  };
  const parts = [say("settings/unmuted", { kind: sentenceCase(kindName(kind)) })];
  return changed(preferences, person.reminderTime === null ? [...parts, say("settings/no-times")] : parts);
}

/** A sentence about notifications: quiet hours, a single kind, or all of them. */
export function setNotifications(text: string, value: unknown, context: StepContext): CommandOutcome {
  const quiet = /\bquiet (?:hours?|times?)\b/i.test(text);
  if (quiet && readQuietHours(text) !== null) return setQuietHours(text, context);
  const kind = readPause(text, context.today) === null ? kindIn(text) : null;
  if (value === "on") return kind === null ? resumeMessages("", context) : unmute(text, context);
  if (value !== "off")
    return { replies: [{ parts: [...notificationParts(context), say("settings/how-to-silence")] }] };
  return kind === null ? pauseInWords(text, context) : mute(text, context);
}

/** What holds for messages unasked, for `/settings`. */
export function notificationParts(context: StepContext): readonly Part[] {
  const { person, now } = context;
  const { preferences } = person;
  const { pausedUntil, nudgesPerDay, nudgesPerWeek } = preferences;
  return [
    ...(pausedUntil !== null && isPausedAt(preferences, now) ? [pausePart(pausedUntil, context)] : []),
    ...SWITCHES.filter(({ name }) => !preferences[name]).map(({ isOff }) => say(isOff)),
    quietPart(preferences, person.reminderTime),
    say("settings/caps", { perDay: nudgesPerDay, perWeek: nudgesPerWeek }),
    ...switchParts(person),
    trialsPart(person),
  ];
}

/** Said where a check-in's time falls into quiet hours that the person set, and would never be asked. */
export function heldReminderParts(
  time: string | null,
  { quiet, choseQuiet }: Pick<Preferences, "quiet" | "choseQuiet">,
): readonly Part[] {
  if (time === null || !choseQuiet || !isQuietMinute(quiet, minuteOfClockTime(time))) return [];
  return [say("settings/reminder-held", { time: time.slice(0, 5), quiet: quietWords(quiet) })];
}

/** `21:00–07:30`. */
export function quietWords({ from, until }: QuietHours): string {
  return `${clockOfMinute(from)}–${clockOfMinute(until)}`;
}

/** `weekly summary`. */
export function kindName(kind: MessageKind): string {
  const id = kind.replaceAll("_", "-");
  return inline(`kinds/${id}`);
}

function quietPart({ quiet, choseQuiet }: Preferences, reminderTime: string | null): Part {
  if (quiet.from === quiet.until) return say("settings/quiet-none");
  const words = { quiet: quietWords(quiet) };
  const isAsked = reminderTime !== null && isQuietMinute(quiet, minuteOfClockTime(reminderTime));
  return isAsked && !choseQuiet
    ? say("settings/quiet-but", { ...words, time: reminderTime.slice(0, 5) })
    : say("settings/quiet", words);
}

/** Which kinds come, and which are switched off. Without a time of day none comes, and that is said. */
function switchParts({ preferences, reminderTime }: Person): readonly Part[] {
  const names = (kinds: readonly MessageKind[]) => listed(kinds.map(kindName));
  const on = MESSAGE_KINDS.filter((kind) => !preferences.off.includes(kind));
  const off = MESSAGE_KINDS.filter((kind) => preferences.off.includes(kind));
  return [
    ...(on.length === 0 ? [] : [say("settings/kinds-on", { kinds: names(on) })]),
    ...(off.length === 0 ? [] : [say("settings/kinds-off", { kinds: names(off) })]),
    ...(reminderTime === null && on.length > 0 ? [say("settings/no-times")] : []),
  ];
}

function kindIn(said: string): MessageKind | null {
  return KIND_WORDS.find(([, words]) => words.test(said))?.[0] ?? null;
}

/** The word that `/mute` takes for a kind. */
function wordOf(kind: MessageKind): string {
  const id = kind.replaceAll("_", "-");
  return inline(`kinds/${id}-word`);
}

function whichKind(usage: string, said: string): CommandOutcome {
  const words = listed([...MESSAGE_KINDS.map(wordOf), ...SWITCHES.map(({ word }) => inline(word))]);
  if (said === "") return { replies: [tell(usage, { words })] };
  return { replies: [tell("settings/kind-not-understood", { said: shorten(said), words })] };
}

function changed(preferences: Preferences, parts: readonly Part[]): CommandOutcome {
  return { replies: [{ parts }], effects: [{ kind: "save-notifications", preferences }] };
}
