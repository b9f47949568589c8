import { localDateOf } from "../coaching/model/local-date.ts";
import type { CrisisTier } from "../coaching/understanding/frame.ts";
import type { Database } from "../db/client.ts";
import type { ChatRow } from "../db/queries/chat-rows.ts";
import { type CareGiven, CRISIS_EVENT, careSince } from "../db/queries/rest.ts";
import type { Step, StepContext } from "./conversation.ts";
import { crisisChoices, crisisParts, type FirstWords, saidParts } from "./crisis-said.ts";
import { clockAt, dayPhrase } from "./format.ts";
import { helpAgainParts } from "./help-lines.ts";
import { maySpeakUnasked } from "./may-speak.ts";
import type { Answer } from "./question.ts";
import { inline, type Part, say } from "./reply.ts";

const REST_HOURS = 72;
/** How long it rests where they say that they were misread: from the crisis on, and at least so long from when they say so. */
const REST_HOURS_AFTER_JOKE = 24;
const LEAST_HOURS_AFTER_JOKE = 12;
const FOLLOW_UP_HOURS = 24;
const HOUR_MS = 3_600_000;

/** Whether the one soft question of the day after may be put now: not in quiet hours, and not in a pause. */
export function maySpeakAfterCrisis(
  person: Omit<Parameters<typeof maySpeakUnasked>[0], "restsUntil">,
  now: Date,
): boolean {
  return maySpeakUnasked({ ...person, restsUntil: null }, now);
}

/** Whether coaching and money talk rest for this person, whichever chat or sample they look at. */
export function isResting({ crisisUntil }: Pick<ChatRow, "crisisUntil">, now: Date): boolean {
  return crisisUntil !== null && crisisUntil > now;
}

/** Until when coaching rests after a crisis that was heard at an instant. */
export function restAfter(at: Date): Date {
  return new Date(at.getTime() + REST_HOURS * HOUR_MS);
}

/** How often help was given in a rest: at all, and for what was said outright. */
export type Told = { readonly times: number; readonly timesOutright: number };

const UNTOLD: Told = { times: 0, timesOutright: 0 };

/** How often a person was given help in the rest that they are in. */
export async function toldInRest(
  db: Database,
  { crisisUntil, ownerId }: Pick<ChatRow, "crisisUntil" | "ownerId">,
  now: Date,
): Promise<Told> {
  if (!isResting({ crisisUntil }, now)) return UNTOLD;
  const given = await helpGiven(db, ownerId, now);
  return { times: given.length, timesOutright: given.filter(({ tier }) => tier === "explicit").length };
}

/** The help that a person was given in as long as a rest lasts, the newest first. */
export async function helpGiven(db: Database, ownerId: string, now: Date): Promise<readonly CareGiven[]> {
  const given = await careSince(db, ownerId, new Date(now.getTime() - REST_HOURS * HOUR_MS));
  return given.filter(({ tier }) => tier !== null);
}

/**
 * The fixed first answer to a message that sounds like a crisis. Coaching rests, any open question is dropped; what
 * was answered before stays saved. Nothing of the message itself is stored. Whoever was told as much in this rest
 * hears it shorter, and in other words, which are others each time than the time before; what is said outright for the first
 * time is answered in full.
 *
 * @param about.before what the message said beside it, already saved
 * @param about.told as {@link toldInRest} has it, from before this message
 * @param about.isAsked help was asked for in so many words, so that nothing is guessed
 * @param about.matter what it is about, where that asks for other words
 */
export function crisisStep(
  tier: Exclude<CrisisTier, null>,
  { now, person }: StepContext,
  about: FirstWords & { readonly before?: readonly Part[]; readonly told?: Told } = {},
): Step<never> {
  const { before = [], told = UNTOLD, isAsked = false, matter = null } = about;
  const until = restAfter(now);
  const followUpAt = new Date(now.getTime() + FOLLOW_UP_HOURS * HOUR_MS);
  const times = tier === "explicit" && !isAsked ? told.timesOutright : told.times;
  const parts = crisisParts(tier, person.timezone, { isAsked, matter, times });
  return {
    replies: [{ parts: [...parts, ...before], choices: crisisChoices(until, matter) }],
    effects: [
      { kind: "rest-coaching", until, followUpAt },
      { kind: "log", event: CRISIS_EVENT, metadata: { tier }, isOfChat: true },
    ],
    next: null,
  };
}

/** Whether a message of these templates gives help and asks, as every answer to a crisis does. */
export function givesHelp(prompts: readonly string[]): boolean {
  return prompts.some((prompt) => prompt.startsWith("crisis/question"));
}

/**
 * The answer to one of the buttons under the first answer. "You misread me" shortens the rest it belongs to,
 * once, and never ends it, however late it is said.
 *
 * @param rest the end of the rest that the answer belongs to, as it was when it began, in milliseconds
 * @param resting until when coaching rests now; where that is another instant, nothing changes
 * @returns null for a word that no button has
 */
export function answerCrisis(
  said: string,
  rest: number,
  resting: Date | null,
  context: StepContext,
): Answer | null {
  if (said !== "joking") {
    const parts = saidParts(said, context.person.timezone);
    return parts === null ? null : { replies: [{ parts }] };
  }
  const heardAt = rest - REST_HOURS * HOUR_MS;
  const least = context.now.getTime() + LEAST_HOURS_AFTER_JOKE * HOUR_MS;
  const until = new Date(Math.min(rest, Math.max(heardAt + REST_HOURS_AFTER_JOKE * HOUR_MS, least)));
  const isCurrent = resting?.getTime() === rest;
  return {
    replies: [{ parts: [say("crisis/joking", { until: restWords(isCurrent ? until : resting, context) })] }],
    ...(isCurrent ? { effects: [{ kind: "rest-coaching" as const, until, followUpAt: null }] } : {}),
  };
}

/** What is said to any answer to the soft question of the day after: one line, and whom to call, as nobody can tell how it was meant. */
export function followUpHeardAnswer({ person }: StepContext): Answer {
  return { replies: [{ parts: [say("crisis/follow-up-heard"), ...helpAgainParts(person.timezone)] }] };
}

/** Whether help was given for what was said in this very chat, as long ago as a rest lasts. */
export async function wasCrisisHere(
  db: Database,
  { ownerId, identityId }: Pick<ChatRow, "ownerId" | "identityId">,
  now: Date,
): Promise<boolean> {
  return (await helpGiven(db, ownerId, now)).some((given) => given.identityId === identityId);
}

/** What is said in place of scores and money while coaching rests. */
export function restingAnswer(context: Pick<StepContext, "now" | "today" | "person">): Answer {
  const { restsUntil = null, timezone } = context.person;
  const until = restWords(restsUntil, context);
  return { replies: [{ parts: [say("crisis/resting", { until }), ...helpAgainParts(timezone)] }] };
}

/** What is said in place of changing what is about money, or looking around as somebody else: one calm line. */
export function settingsRestAnswer(context: Pick<StepContext, "now" | "today" | "person">): Answer {
  const until = restWords(context.person.restsUntil ?? null, context);
  return { replies: [{ parts: [say("crisis/settings-rest", { until })] }] };
}

/** `until Thursday 26 November, 09:00`. */
function restWords(
  until: Date | null,
  { now, today, person: { timezone } }: Pick<StepContext, "now" | "today" | "person">,
): string {
  if (until === null || until <= now) return inline("crisis/for-now");
  const day = dayPhrase(localDateOf(until, timezone), today);
  return inline("crisis/until", { day, clock: clockAt(until, timezone) });
}
