import type { BodySignal } from "./body-signals.ts";
import { dateOfDayNumber, type LocalDate } from "./local-date.ts";
import type { Reading } from "./rows.ts";

/** How HRV was measured; one kind is never compared with the other, also where one source gives both. */
export type HrvKind = NonNullable<Reading["hrvKind"]>;

/** Sources that the person wants to hear first, the dearest first; a signal or source left out is chosen by its days. */
export type SourceOrder = Readonly<Partial<Record<BodySignal, readonly string[]>>>;

/** From a day on, one source speaks for a signal, until the next choice for that signal. */
export type SourceChoice = {
  readonly signal: BodySignal;
  readonly source: string;
  /** Of HRV alone; null where the source does not say. */
  readonly hrvKind: HrvKind | null;
  readonly from: LocalDate;
};

/** What one source says of one signal; HRV of each kind is a voice of its own. */
export type Voice = {
  readonly source: string;
  readonly hrvKind: HrvKind | null;
  /** Values by day number. */
  readonly days: Map<number, number>;
};

/** The source with the most days in this window speaks for a signal. */
const CHOICE_DAYS = 28;
/** A source silent for so long gives way, so that a new device need not wait until it has the most days. */
const SILENT_DAYS = 7;

/**
 * Who speaks for a signal on a day: among those heard from in the last 7 days the one that the person put first, then the
 * one with the most days in the last 28, then the one used before, at first the first by name.
 *
 * @param order sources by the person's wish
 * @returns the one used before when none was heard from; null when there is none yet
 */
export function chooseVoice(
  voices: readonly Voice[],
  day: number,
  used: Voice | null,
  order: readonly string[] = [],
): Voice | null {
  const heard = voices
    .map((voice) => ({ voice, rank: rankIn(order, voice.source), ...countBack(voice.days, day) }))
    .filter(({ recent }) => recent > 0)
    .sort(
      (left, right) =>
        left.rank - right.rank ||
        right.total - left.total ||
        Number(right.voice === used) - Number(left.voice === used) ||
        byName(left.voice, right.voice),
    );
  return heard[0]?.voice ?? used;
}

/** Who begins to speak on a day. */
export function choiceOf(signal: BodySignal, { source, hrvKind }: Voice, day: number): SourceChoice {
  return { signal, source, hrvKind, from: dateOfDayNumber(day) };
}

function rankIn(order: readonly string[], source: string): number {
  const place = order.indexOf(source);
  return place === -1 ? order.length : place;
}

function byName(left: Voice, right: Voice): number {
  if (left.source !== right.source) return left.source < right.source ? -1 : 1;
  return (left.hrvKind ?? "") < (right.hrvKind ?? "") ? -1 : 1;
}

function countBack(values: ReadonlyMap<number, number>, day: number): { total: number; recent: number } {
  let total = 0;
  let recent = 0;
  for (let age = 0; age < CHOICE_DAYS; age++) {
    if (!values.has(day - age)) continue;
    total++;
    if (age < SILENT_DAYS) recent++;
  }
  return { total, recent };
}
