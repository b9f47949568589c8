import type { MessageKind } from "../coaching/delivery/kinds.ts";
import type { Preferences } from "../coaching/delivery/preferences.ts";
import type { LocalDate } from "../coaching/model/local-date.ts";
import type { SamplePersonName } from "../coaching/sample/demo.ts";
import type { EventMetadata } from "../db/queries/events.ts";
import type { RuleRest } from "../db/queries/rule-rests.ts";

/** Answers of one check-in that are known so far; an absent one is left as it is, null takes one back. */
export type EntryAnswers = {
  readonly mood?: number | null;
  readonly energySelf?: number | null;
  readonly emotionTags?: readonly string[];
  readonly contextTags?: readonly string[];
  readonly notes?: string | null;
};

/** A write that a pure step asks for. `bot/effects.ts` carries it out in the event's transaction. */
export type Effect =
  | {
      readonly kind: "save-entry";
      readonly entryId: string;
      readonly date: LocalDate;
      readonly answers: EntryAnswers;
      /** The words join those noted before instead of taking their place. */
      readonly adds?: boolean;
    }
  | { readonly kind: "remove-entry"; readonly entryId: string }
  | {
      readonly kind: "save-profile";
      readonly name?: string;
      readonly timezone?: string;
      readonly currency?: string;
    }
  | { readonly kind: "save-goals"; readonly goals: readonly string[] }
  /** `HH:MM` on the person's wall clock; null for no reminder. */
  | { readonly kind: "save-reminder"; readonly time: string | null }
  /** Quiet hours, pause, caps and switches; what is planned stays planned, and is held where they say so. */
  | { readonly kind: "save-notifications"; readonly preferences: Preferences }
  | { readonly kind: "enter-sample"; readonly name: SamplePersonName; readonly timezone: string }
  | { readonly kind: "leave-sample" }
  | {
      readonly kind: "save-feedback";
      readonly recommendationId: string;
      /** Null where they said something else, or take it back. */
      readonly feedback: "helpful" | "not_helpful" | null;
      /** What keeps still from now on; whatever they said to the message before rests no more. */
      readonly rest: RuleRest | null;
      /** When it was said, where an earlier answer comes back; now without it. */
      readonly at?: Date;
    }
  /** A message said unasked comes back then. */
  | {
      readonly kind: "snooze";
      readonly slot: { readonly kind: MessageKind; readonly localDate: LocalDate };
      readonly until: Date;
    }
  /** A night was said: unasked, or `isAgain` to somebody who asked, which holds only for one that was said unasked before. */
  | {
      readonly kind: "quote-night";
      readonly date: LocalDate;
      readonly minutes: number;
      readonly isAgain?: boolean;
    }
  | { readonly kind: "forget-quote"; readonly date: LocalDate }
  /** A plan of the person's was offered, which happens once a day. */
  | { readonly kind: "plan-fired"; readonly planId: string; readonly date: LocalDate }
  /** A parked wish was asked about, which happens once. */
  | { readonly kind: "wish-asked"; readonly wishId: string }
  /** Relations, by their ids, that the person hears of as found. */
  | { readonly kind: "insights-said"; readonly ids: readonly string[] }
  /** Relations that were said and, as the person now hears, hold no longer. */
  | { readonly kind: "insights-withdrawn"; readonly ids: readonly string[] }
  /** Coaching rests until then, and they are asked once how they are; null: they are not. */
  | { readonly kind: "rest-coaching"; readonly until: Date; readonly followUpAt: Date | null }
  | {
      readonly kind: "log";
      readonly event: string;
      readonly metadata?: EventMetadata;
      /** It is noted with the chat, and of whoever sits at it, whichever sample they look at. */
      readonly isOfChat?: true;
    };
