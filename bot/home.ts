import type { MessageKind } from "../coaching/delivery/kinds.ts";
import { type LocalDate, localDateOf } from "../coaching/model/local-date.ts";
import { labelOf, render } from "../prompts/index.ts";
import { clockAt, dayName, dayPhrase, sentenceCase } from "./format.ts";
import { type Button, type RichText, standingToken } from "./message.ts";
import { kindName } from "./notifications.ts";
import { inline, type Part, say } from "./reply.ts";

/** A page of a person's own on a platform that has one, as it stands at this moment. */
export type HomePage = {
  readonly title: string;
  readonly paragraphs: readonly RichText[];
  readonly buttons: readonly Button[];
};

/** What a home page shows; nothing in it is an amount, a merchant or a mood. */
export type HomeFacts = {
  readonly now: Date;
  /** IANA name. */
  readonly zone: string;
  /** The newest scored day; null scores could not be computed. */
  readonly scores: {
    readonly date: LocalDate;
    readonly balance: number | null;
    readonly energy: number | null;
    readonly mood: number | null;
    readonly financial: number | null;
  } | null;
  /** Today's check-in is still to come, and scores are told after it. */
  readonly waitsForCheckIn: boolean;
  /** Scores rest after a message that sounded like a crisis. */
  readonly isResting: boolean;
  readonly lastCheckIn: Date | null;
  readonly next: { readonly kind: MessageKind; readonly at: Date } | null;
  readonly isPaused: boolean;
  /** Null on a platform that has no such mode. */
  readonly slackPrivacy: boolean | null;
};

/** The page of somebody the coach knows. */
export function composeHome(facts: HomeFacts): HomePage {
  const { now, zone, lastCheckIn, next, isPaused, slackPrivacy } = facts;
  const today = localDateOf(now, zone);
  const dated = (at: Date) => ({
    day: dayPhrase(localDateOf(at, zone), today),
    clock: clockAt(at, zone),
  });
  const plans =
    next === null ? say("home/no-next") : say("home/next", { kind: kindName(next.kind), ...nextOf(next.at) });
  function nextOf(at: Date) {
    const date = localDateOf(at, zone);
    return { day: date === today ? inline("home/today") : dayName(date, today), clock: clockAt(at, zone) };
  }
  const parts: Part[][] = [
    scoreParts(facts, today),
    [
      lastCheckIn === null ? say("home/no-check-in") : say("home/last-check-in", dated(lastCheckIn)),
      isPaused ? say("home/paused") : plans,
    ],
    slackPrivacy === null ? [] : [say(slackPrivacy ? "home/private" : "home/open")],
  ];
  return {
    title: sentenceCase(dayName(today, today)),
    paragraphs: parts.filter((paragraph) => paragraph.length > 0).map(linesOf),
    buttons: [
      buttonOf("check-in", "check-in"),
      buttonOf("do:settings", "settings"),
      ...(slackPrivacy === null ? [] : [buttonOf("do:slack_privacy", "privacy")]),
    ],
  };
}

/** The page of somebody who has not said anything yet. */
export function strangerHome(): HomePage {
  return {
    title: inline("home/stranger-title"),
    paragraphs: [[...render("home/stranger")]],
    buttons: [buttonOf("do:start", "start")],
  };
}

function scoreParts({ scores, waitsForCheckIn, isResting }: HomeFacts, today: LocalDate): Part[] {
  if (isResting) return [];
  if (waitsForCheckIn) return [say("home/after-check-in")];
  if (scores === null) return [say("home/no-scores")];
  const { date, balance, energy, mood, financial } = scores;
  const day = sentenceCase(dayPhrase(date, today));
  return [
    balance === null ? say("home/no-balance", { day }) : say("home/balance", { day, score: balance }),
    ...(energy === null ? [] : [say("home/energy", { score: energy })]),
    ...(mood === null ? [] : [say("home/mood", { score: mood })]),
    ...(financial === null ? [] : [say("home/money", { score: financial })]),
  ];
}

function linesOf(parts: readonly Part[]): RichText {
  return parts.flatMap(({ prompt, facts }, index) => [
    ...(index === 0 ? [] : [{ text: "\n" }]),
    ...render(prompt, facts),
  ]);
}

function buttonOf(action: string, label: string): Button {
  return { token: standingToken(action), label: labelOf("home/buttons", label)?.text ?? label, aside: false };
}
