import { type LocalDate, weekdayOf } from "../model/local-date.ts";

type KindOfMessage = {
  /** Counts to the daily and weekly caps. */
  readonly isNudge: boolean;
  /** Who goes first where the caps leave room for one: the higher. */
  readonly rank: number;
  /** Whether the kind has a slot on a local day. */
  readonly falls: (date: LocalDate) => boolean;
  /** How late a slot may still be said, whichever of the two comes later. */
  readonly window: { readonly untilMinute?: number; readonly minutes: number };
};

const everyDay = () => true;
const onMondays = (date: LocalDate) => weekdayOf(date) === 0;
const onTheFirst = (date: LocalDate) => date.endsWith("-01");

/** How long something wanted late in its day is still worth saying. */
const AT_LEAST_MINUTES = 90;

const table = {
  checkin_reminder: { isNudge: false, rank: 0, falls: everyDay, window: { minutes: 180 } },
  morning_nudge: {
    isNudge: true,
    rank: 1,
    falls: everyDay,
    window: { untilMinute: 11 * 60, minutes: AT_LEAST_MINUTES },
  },
  // As important as the morning message, which comes first: neither makes way for the other.
  evening_nudge: {
    isNudge: true,
    rank: 1,
    falls: everyDay,
    window: { untilMinute: 21 * 60, minutes: AT_LEAST_MINUTES },
  },
  weekly_summary: {
    isNudge: true,
    rank: 2,
    falls: onMondays,
    window: { untilMinute: 21 * 60, minutes: AT_LEAST_MINUTES },
  },
  monthly_summary: {
    isNudge: true,
    rank: 3,
    falls: onTheFirst,
    window: { untilMinute: 21 * 60, minutes: AT_LEAST_MINUTES },
  },
} as const satisfies Readonly<Record<string, KindOfMessage>>;

/** A kind of message that the coach sends unasked, by schedule. */
export type MessageKind = keyof typeof table;

/** What holds for each kind of scheduled message; a later kind is one entry more. */
export const messageKinds: Readonly<Record<MessageKind, KindOfMessage>> = table;

/** Every kind, the least important first. */
export const MESSAGE_KINDS = Object.keys(table) as readonly MessageKind[];

export function isMessageKind(kind: unknown): kind is MessageKind {
  return typeof kind === "string" && Object.hasOwn(table, kind);
}
