import { z } from "zod";
import { readClockTime } from "../../coaching/model/clock-time.ts";
import { isTimeZone } from "../../coaching/model/local-date.ts";
import { isCurrency } from "../../coaching/model/money.ts";
import { findTimeZones, likelyCurrency, placeOf } from "../../coaching/model/time-zones.ts";
import { soundsLow } from "../../coaching/understanding/low-words.ts";
import { SURE } from "../../coaching/understanding/understand.ts";
import { defineConversation, type Step, type StepContext, type StepInput } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { clockAt, shorten } from "../format.ts";
import { looksLikeQuestion } from "../inbound-text.ts";
import { type Choice, type Part, type Reply, say } from "../reply.ts";
import { GOALS } from "../settings.ts";
import { readStart } from "./start-words.ts";

/** Noted in the event log once all questions were answered or skipped. */
export const ONBOARDED_EVENT = "onboarded";

const FIRST_GUESSES = ["Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles"] as const;
const COMMON_CURRENCIES = ["USD", "EUR", "GBP"] as const;
const REMINDERS = ["07:30", "08:30", "12:30", "21:00"] as const;
const ORDER = ["timezone", "currency", "goal", "reminder"] as const;

const state = z.object({
  asking: z.enum(["welcome", ...ORDER]),
  /** Time zones on offer. */
  zones: z.array(z.string()),
  timezone: z.string().nullable(),
});
type OnboardingState = z.infer<typeof state>;

/** First contact: what this is, sample or own, then four questions that can each be skipped. */
export const onboarding = defineConversation<OnboardingState>({
  name: "onboarding",
  state,
  start(context, input) {
    const zones = context.timezoneHint === null ? [...FIRST_GUESSES] : [context.timezoneHint];
    const fresh: OnboardingState = { asking: "welcome", zones, timezone: context.timezoneHint };
    // Whoever chose "my own" from the sample has read the welcome before.
    if (input?.kind === "choice" && input.id === "own")
      return askFor({ ...fresh, asking: "timezone" }, context);
    return { replies: [questionReply(fresh, [say("onboarding/welcome")], context)], next: fresh };
  },
  answer(current, input, context) {
    if (current.asking === "welcome") return answerWelcome(current, input, context);
    if (input.kind === "choice" && input.id === "skip") return goOn(current, [], [], context);
    if (current.asking === "timezone") return answerTimezone(current, input, context);
    if (current.asking === "currency") return answerCurrency(current, input, context);
    if (current.asking === "goal") return answerGoal(current, input, context);
    return answerReminder(current, input, context);
  },
  repeat: (current, context) => [questionReply(current, [], context)],
});

/** Whether a conversation's stored flow and state wait for a time zone. */
export function asksForZone(stored: { readonly flow: string | null; readonly state: unknown }): boolean {
  const parsed = state.safeParse(stored.state);
  return stored.flow === "onboarding" && parsed.success && parsed.data.asking === "timezone";
}

type Answered = Step<OnboardingState> | null;

function answerWelcome(current: OnboardingState, input: StepInput, context: StepContext): Answered {
  const chosen = input.kind === "choice" ? input.id : input.kind === "text" ? readStart(input.text) : null;
  if (chosen === "maya" || chosen === "tom") {
    const timezone = context.timezoneHint ?? "UTC";
    return { replies: [], effects: [{ kind: "enter-sample", name: chosen, timezone }], next: null };
  }
  const skips = input.kind === "text" && /^(skip|no|no thanks|later|neither)$/i.test(input.text.trim());
  if (chosen === "own" || skips) return askFor({ ...current, asking: "timezone" }, context);
  return passOr(current, input, "onboarding/welcome-not-understood", {}, context);
}

function answerTimezone(current: OnboardingState, input: StepInput, context: StepContext): Answered {
  const denies = input.kind === "text" && /^(no|nope|nah|wrong|not right)\b[^a-z]*$/i.test(input.text.trim());
  if (denies || (input.kind === "choice" && input.id === "other")) {
    const next = { ...current, zones: [] };
    return { replies: [questionReply(next, [], context)], next };
  }
  const found =
    input.kind === "choice"
      ? [input.id].filter(isTimeZone)
      : input.kind === "text"
        ? findTimeZones(input.text)
        : [];
  const [zone] = found;
  if (zone === undefined) {
    const said = input.kind === "text" ? shorten(input.text) : "";
    return passOr(current, input, "onboarding/timezone-not-understood", { said }, context);
  }
  if (found.length > 1) {
    const next = { ...current, zones: [...found] };
    return { replies: [questionReply(next, [], context)], next };
  }
  const noted = say("onboarding/timezone-set", { place: placeOf(zone), clock: clockAt(context.now, zone) });
  return goOn({ ...current, timezone: zone }, [{ kind: "save-profile", timezone: zone }], [noted], context);
}

function answerCurrency(current: OnboardingState, input: StepInput, context: StepContext): Answered {
  const said = input.kind === "choice" ? input.id : input.kind === "text" ? input.text.trim() : "";
  const code = said.toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && isCurrency(code)) {
    const noted = say("onboarding/currency-set", { currency: code });
    return goOn(current, [{ kind: "save-profile", currency: code }], [noted], context);
  }
  return passOr(current, input, "onboarding/currency-not-understood", { said: shorten(said) }, context);
}

function answerGoal(current: OnboardingState, input: StepInput, context: StepContext): Answered {
  const ids = input.kind === "choice" ? [input.id] : input.kind === "choices" ? input.ids : [];
  const goals = GOALS.filter((goal) => ids.includes(goal.choice)).map((goal) => goal.id);
  if (goals.length > 0) {
    return goOn(current, [{ kind: "save-goals", goals }], [say("onboarding/goal-set")], context);
  }
  return passOr(current, input, "onboarding/goal-not-understood", {}, context);
}

function answerReminder(current: OnboardingState, input: StepInput, context: StepContext): Answered {
  if (input.kind === "choice" && input.id === "none") {
    return goOn(current, [{ kind: "save-reminder", time: null }], [say("onboarding/reminder-off")], context);
  }
  const said = input.kind === "choice" ? input.id : input.kind === "text" ? input.text : "";
  const time = readClockTime(said);
  if (time === null) {
    return passOr(current, input, "onboarding/reminder-not-understood", { said: shorten(said) }, context);
  }
  const noted = say("onboarding/reminder-set", { time });
  return goOn(current, [{ kind: "save-reminder", time }], [noted], context);
}

/** A question asked in between is answered elsewhere; anything else is asked again with what was expected. */
function passOr(
  current: OnboardingState,
  input: StepInput,
  problem: string,
  facts: Readonly<Record<string, string>>,
  context: StepContext,
): Answered {
  if (input.kind === "text" && input.frame.intent === "smalltalk") {
    return { replies: [questionReply(current, greeted(input.text), context)], next: current };
  }
  if (input.kind === "text" && input.frame.intent !== "unclear" && input.frame.confidence >= SURE)
    return null;
  const isQuestion = input.kind === "text" && looksLikeQuestion(input.text);
  const isLow = input.kind === "text" && soundsLow(input.text);
  const part = isLow
    ? say("check-in/heard-low")
    : isQuestion
      ? say("help/question-unclear")
      : say(problem, facts);
  return { replies: [questionReply(current, [part], context)], next: current };
}

/** What is said to a word of courtesy before the question that is open comes again. */
function greeted(text: string): readonly Part[] {
  if (/\b(?:what|who|bot|robot|human|real|person)\b/i.test(text)) return [say("onboarding/what")];
  return /\b(?:thanks|thank|thx|ok|okay)\b/i.test(text) ? [] : [say("onboarding/hello")];
}

function goOn(
  current: OnboardingState,
  effects: readonly Effect[],
  noted: readonly Part[],
  context: StepContext,
): Step<OnboardingState> {
  const asked: readonly string[] = ORDER;
  const asking = ORDER[asked.indexOf(current.asking) + 1];
  if (asking !== undefined) {
    const next = { ...current, asking };
    return { replies: [questionReply(next, noted, context)], effects, next };
  }
  return {
    replies: [{ parts: [...noted, say("onboarding/done")] }],
    effects: [...effects, { kind: "log", event: ONBOARDED_EVENT }],
    next: null,
    followUp: { conversation: "check-in" },
  };
}

function askFor(next: OnboardingState, context: StepContext): Step<OnboardingState> {
  return { replies: [questionReply(next, [], context)], next };
}

function questionReply(current: OnboardingState, before: readonly Part[], context: StepContext): Reply {
  const [part, choices] = questionOf(current, context);
  return { parts: [...before, part], choices: [...choices], many: current.asking === "goal" };
}

function questionOf(current: OnboardingState, context: StepContext): readonly [Part, readonly Choice[]] {
  const skip = { id: "skip" };
  switch (current.asking) {
    case "welcome":
      return [say("onboarding/ask-start"), [{ id: "maya" }, { id: "tom" }, { id: "own" }]];
    case "timezone": {
      const zones = current.zones.map((zone) => ({
        id: zone,
        label: "zone",
        facts: { place: placeOf(zone) },
      }));
      const [only] = current.zones;
      if (only === undefined) return [say("onboarding/ask-city"), [skip]];
      if (current.zones.length > 1)
        return [say("onboarding/ask-which-timezone"), [...zones, { id: "other" }, skip]];
      const facts = { place: placeOf(only), clock: clockAt(context.now, only) };
      return [say("onboarding/ask-timezone", facts), [{ id: only, label: "yes" }, { id: "other" }, skip]];
    }
    case "currency": {
      const likely = likelyCurrency(current.timezone ?? context.person.timezone);
      const codes = [...new Set([likely, ...COMMON_CURRENCIES])];
      const choices = codes.map((code) => ({ id: code, label: "currency", facts: { currency: code } }));
      return [say("onboarding/ask-currency"), [...choices, skip]];
    }
    case "goal":
      return [say("onboarding/ask-goal"), [...GOALS.map((goal) => ({ id: goal.choice })), skip]];
    case "reminder": {
      const times = REMINDERS.map((time) => ({ id: time, label: "time", facts: { time } }));
      return [say("onboarding/ask-reminder"), [...times, { id: "none" }, skip]];
    }
  }
}
