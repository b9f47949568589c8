import { z } from "zod";
import { localMinuteOf } from "../model/local-date.ts";
import { DEFAULT_TONE, TONES, type Tone } from "../phrasing/tone.ts";
import { isMessageKind, type MessageKind } from "./kinds.ts";

/** Minutes since local midnight, `until` itself no longer quiet; may cross midnight, and equal ends mean none. */
export type QuietHours = { readonly from: number; readonly until: number };

/** When and how much a person lets the coach speak unasked. */
export type Preferences = {
  readonly quiet: QuietHours;
  /** Whether the person chose the quiet hours; the default makes room for a check-in they want inside it. */
  readonly choseQuiet: boolean;
  /** Null when never paused. Stays after it has passed: being silent in a pause is no silence. */
  readonly pausedUntil: Date | null;
  /** The kinds switched off. */
  readonly off: readonly MessageKind[];
  readonly nudgesPerDay: number;
  readonly nudgesPerWeek: number;
  /** Where a person with several accounts is spoken to unasked, as `slack`; null: where they first wrote. */
  readonly platform: string | null;
  /** Whether amounts, merchants and moods may stand in Slack messages, which an employer may be able to read. */
  readonly openOnSlack: boolean;
  /** Whether they may be asked after a check-in what a purchase was worth to them. */
  readonly asksWorth: boolean;
  /** Whether they are told, once, when a bank or wearable wants a new sign-in or has ended its connection. */
  readonly tellsTrouble: boolean;
  /** How they are spoken to. */
  readonly tone: Tone;
  /** Whether a language model may put what is recommended to them into other words. */
  readonly phrasesByModel: boolean;
  /** Whether now and then something may be left out at random, to see whether saying it helps them. */
  readonly joinsTrials: boolean;
};

/** Quiet hours, caps and switches of whoever has set nothing. */
export const DEFAULT_PREFERENCES: Preferences = {
  quiet: { from: 21 * 60, until: 7 * 60 + 30 },
  choseQuiet: false,
  pausedUntil: null,
  off: [],
  nudgesPerDay: 1,
  nudgesPerWeek: 3,
  platform: null,
  openOnSlack: false,
  asksWorth: true,
  tellsTrouble: true,
  tone: DEFAULT_TONE,
  phrasesByModel: false,
  joinsTrials: false,
};

/** The end of a pause that only `/resume` ends. */
export const UNTIL_RESUMED = new Date("9999-12-31T00:00:00.000Z");

const minute = z.number().int().min(0).max(1439);
const cap = z.number().int().min(0);

/** `user_settings.notification_preferences` as it is stored: what a person has not set is absent. */
export type StoredPreferences = {
  readonly quiet?: QuietHours;
  /** An instant, ISO 8601 with its offset. */
  readonly pausedUntil?: string;
  readonly off?: readonly string[];
  readonly nudgesPerDay?: number;
  readonly nudgesPerWeek?: number;
  readonly platform?: string;
  readonly openOnSlack?: true;
  readonly asksWorth?: false;
  readonly tellsTrouble?: false;
  readonly tone?: Tone;
  readonly phrasesByModel?: true;
  readonly joinsTrials?: true;
};

/** Each part falls back on its own, so that one that makes no sense takes no other with it. */
const storedPreferences = z.object({
  quiet: z.object({ from: minute, until: minute }).optional().catch(undefined),
  pausedUntil: z.iso.datetime({ offset: true }).optional().catch(undefined),
  off: z.array(z.unknown()).optional().catch(undefined),
  nudgesPerDay: cap.max(10).optional().catch(undefined),
  nudgesPerWeek: cap.max(70).optional().catch(undefined),
  platform: z.string().max(20).optional().catch(undefined),
  openOnSlack: z.literal(true).optional().catch(undefined),
  asksWorth: z.literal(false).optional().catch(undefined),
  tellsTrouble: z.literal(false).optional().catch(undefined),
  tone: z.enum(TONES).optional().catch(undefined),
  phrasesByModel: z.literal(true).optional().catch(undefined),
  joinsTrials: z.literal(true).optional().catch(undefined),
});

/**
 * A person's preferences from whatever the column holds. Never throws: a part that makes no sense counts as not set.
 *
 * The older shape, a switch per kind (`{"weekly_summary": false}`), is read too.
 */
export function readPreferences(stored: unknown): Preferences {
  const parsed = storedPreferences.safeParse(stored);
  if (!parsed.success) return DEFAULT_PREFERENCES;
  const {
    quiet,
    pausedUntil,
    off = [],
    nudgesPerDay,
    nudgesPerWeek,
    platform,
    openOnSlack,
    asksWorth,
    tellsTrouble,
    tone,
    phrasesByModel,
    joinsTrials,
  } = parsed.data;
  const paused = pausedUntil === undefined ? null : new Date(pausedUntil);
  const switches = Object.entries(stored as object).filter(([, value]) => value === false);
  const offKinds = [...off, ...switches.map(([kind]) => kind)].filter(isMessageKind);
  return {
    quiet: quiet ?? DEFAULT_PREFERENCES.quiet,
    choseQuiet: quiet !== undefined,
    pausedUntil: paused === null || Number.isNaN(paused.getTime()) ? null : paused,
    off: [...new Set(offKinds)],
    nudgesPerDay: nudgesPerDay ?? DEFAULT_PREFERENCES.nudgesPerDay,
    nudgesPerWeek: nudgesPerWeek ?? DEFAULT_PREFERENCES.nudgesPerWeek,
    platform: platform ?? null,
    openOnSlack: openOnSlack ?? DEFAULT_PREFERENCES.openOnSlack,
    asksWorth: asksWorth ?? DEFAULT_PREFERENCES.asksWorth,
    tellsTrouble: tellsTrouble ?? DEFAULT_PREFERENCES.tellsTrouble,
    tone: tone ?? DEFAULT_PREFERENCES.tone,
    phrasesByModel: phrasesByModel ?? DEFAULT_PREFERENCES.phrasesByModel,
    joinsTrials: joinsTrials ?? DEFAULT_PREFERENCES.joinsTrials,
  };
}

/** The inverse of {@link readPreferences}: only what differs from the defaults, so that a default can change. */
export function writePreferences(preferences: Preferences): StoredPreferences {
  const {
    quiet,
    choseQuiet,
    pausedUntil,
    off,
    nudgesPerDay,
    nudgesPerWeek,
    platform,
    openOnSlack,
    asksWorth,
    tellsTrouble,
    tone,
    phrasesByModel,
    joinsTrials,
  } = preferences;
  return {
    ...(choseQuiet ? { quiet } : {}),
    ...(pausedUntil === null ? {} : { pausedUntil: pausedUntil.toISOString() }),
    ...(off.length === 0 ? {} : { off: [...off] }),
    ...(nudgesPerDay === DEFAULT_PREFERENCES.nudgesPerDay ? {} : { nudgesPerDay }),
    ...(nudgesPerWeek === DEFAULT_PREFERENCES.nudgesPerWeek ? {} : { nudgesPerWeek }),
    ...(platform === null ? {} : { platform }),
    ...(openOnSlack ? { openOnSlack } : {}),
    ...(asksWorth ? {} : { asksWorth }),
    ...(tellsTrouble ? {} : { tellsTrouble }),
    ...(tone === DEFAULT_PREFERENCES.tone ? {} : { tone }),
    ...(phrasesByModel ? { phrasesByModel } : {}),
    ...(joinsTrials ? { joinsTrials } : {}),
  };
}

/** Whether a minute of the local day lies in the quiet hours. */
export function isQuietMinute({ from, until }: QuietHours, minuteOfDay: number): boolean {
  if (from === until) return false;
  const isAfterStart = minuteOfDay >= from;
  const isBeforeEnd = minuteOfDay < until;
  return from < until ? isAfterStart && isBeforeEnd : isAfterStart || isBeforeEnd;
}

/**
 * Whether the person's wall clock shows quiet hours: by the clock on the wall, so that they keep their times on the
 * days when clocks change, though not their length.
 *
 * @throws RangeError for an unknown zone
 */
export function isQuietAt({ quiet }: Preferences, now: Date, zone: string): boolean {
  return isQuietMinute(quiet, localMinuteOf(now, zone));
}

/** Whether the person has told the coach to be silent at this instant. */
export function isPausedAt({ pausedUntil }: Preferences, now: Date): boolean {
  return pausedUntil !== null && now < pausedUntil;
}
