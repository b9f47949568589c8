import type { z } from "zod";
import type { Preferences } from "../coaching/delivery/preferences.ts";
import type { LocalDate } from "../coaching/model/local-date.ts";
import type { Frame } from "../coaching/understanding/frame.ts";
import type { Effect } from "./effect.ts";
import type { EntrySnapshot } from "./entry-snapshot.ts";
import type { Reply } from "./reply.ts";

/** What the core knows of a person when it talks to them. */
export type Person = {
  readonly userId: string;
  readonly name: string | null;
  readonly timezone: string;
  readonly currency: string;
  /** The sample person's name while someone looks around as them. */
  readonly sampleName: string | null;
  readonly goals: readonly string[];
  /** `HH:MM`, or null for no reminder. */
  readonly reminderTime: string | null;
  readonly sleepNeedMinutes: number;
  readonly weeklyBudgetMinor: number | null;
  /** What may be said to them unasked. */
  readonly preferences: Preferences;
  /** Whether this chat keeps amounts, merchants and moods out of its messages; null where it is not on Slack. */
  readonly slackPrivacy: boolean | null;
  /** Whether this chat is a terminal, which people leave by a command. */
  readonly isTerminal: boolean;
  /** Until when coaching rests after a crisis, as it stood when the turn began. */
  readonly restsUntil?: Date | null;
};

/** Everything a pure step may look at beside its state. */
export type StepContext = {
  readonly now: Date;
  readonly today: LocalDate;
  readonly person: Person;
  /** A fresh row key for whatever this event creates; the same event gives the same one. */
  readonly freshId: string;
  /** IANA name the platform or machine suggests. */
  readonly timezoneHint: string | null;
};

/** What the person did, after a typed number or label was matched with the open choices. */
export type StepInput =
  | { readonly kind: "choice"; readonly id: string }
  | { readonly kind: "choices"; readonly ids: readonly string[] }
  | { readonly kind: "text"; readonly text: string; readonly frame: Frame }
  /** An earlier check-in, to be mended. */
  | { readonly kind: "entry"; readonly entry: StoredEntry }
  /** A whole check-in at once, and what its note says; `about` is the check-in it belongs to where that is known. */
  | {
      readonly kind: "form";
      readonly answers: FormAnswers;
      readonly frame: Frame | null;
      readonly about: FormEntry | null;
    };

/** What a form says; null and no words for what was left out. */
export type FormAnswers = {
  /** 1 to 7. */
  readonly face: number | null;
  /** The id of an energy step, `low`. */
  readonly energy: string | null;
  readonly words: readonly string[];
  readonly note: string | null;
};

/** The check-in that a form is about: asked before, or stored before and now changed. */
export type FormEntry = { readonly id: string; readonly date: LocalDate; readonly before?: EntrySnapshot };

/** A check-in as it stands in the database. */
export type StoredEntry = {
  readonly id: string;
  readonly date: LocalDate;
  readonly answers: EntrySnapshot;
};

/** A report to be computed once the effects are stored, and said after the replies. */
export type Follow =
  | { readonly question: "morning" }
  | { readonly question: "today" }
  | { readonly conversation: "check-in" | "onboarding" };

/**
 * What a step wants: replies, writes, the next state (null: the conversation is over), and what it leaves for
 * `/undo` and "why?".
 */
export type Step<State> = {
  readonly replies: readonly Reply[];
  readonly effects?: readonly Effect[];
  readonly next: State | null;
  readonly followUp?: Follow;
  readonly undo?: EntryUndo;
};

/** What `/undo` would take back: a whole check-in, or the last change to one, which then is as it was `before`. */
export type EntryUndo = {
  readonly kind: "entry";
  readonly entryId: string;
  readonly before?: { readonly date: LocalDate; readonly answers: EntrySnapshot };
};

/** A conversation as the core sees it, whatever its state looks like. */
export type Conversation = {
  readonly name: string;
  begin(context: StepContext, input?: StepInput): Step<unknown>;
  /** Null when the stored state does not parse, as after an upgrade that changed it. */
  open(state: unknown): OpenConversation | null;
};

export type OpenConversation = {
  /** Null when the input is none of this conversation's business: it stays open and the input goes on. */
  answer(input: StepInput, context: StepContext): Step<unknown> | null;
  /** The open question again, for someone who comes back. */
  repeat(context: StepContext): readonly Reply[];
};

/**
 * Ties a conversation's pure steps to the schema of its stored state.
 *
 * @param definition.start the first step; `input` is what began it, when that already says something
 * @param definition.answer the step for an input, or null to let it pass
 * @param definition.repeat the question that is open in a state
 */
export function defineConversation<State>(definition: {
  readonly name: string;
  readonly state: z.ZodType<State>;
  start(context: StepContext, input?: StepInput): Step<State>;
  answer(state: State, input: StepInput, context: StepContext): Step<State> | null;
  repeat(state: State, context: StepContext): readonly Reply[];
}): Conversation {
  return {
    name: definition.name,
    begin: (context, input) => definition.start(context, input),
    open(stored) {
      const parsed = definition.state.safeParse(stored);
      if (!parsed.success) return null;
      return {
        answer: (input, context) => definition.answer(parsed.data, input, context),
        repeat: (context) => definition.repeat(parsed.data, context),
      };
    },
  };
}
