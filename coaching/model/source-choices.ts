import type { BodySignal } from "./body-signals.ts";
import type { SourceChoice } from "./body-sources.ts";
import type { LocalDate } from "./local-date.ts";

type DayRange = { readonly from: LocalDate; readonly to: LocalDate };

/** Which source speaks for a signal on a day; null before the first one. */
export function choiceOn(
  choices: readonly SourceChoice[],
  signal: BodySignal,
  date: LocalDate,
): SourceChoice | null {
  return choices.findLast((choice) => choice.signal === signal && choice.from <= date) ?? null;
}

/** The choices for a signal that hold on any of some days, in order of day. */
export function choicesIn(
  choices: readonly SourceChoice[],
  signal: BodySignal,
  { from, to }: DayRange,
): readonly SourceChoice[] {
  const first = choiceOn(choices, signal, from);
  return choices.filter(
    (choice) => choice.signal === signal && choice.from <= to && (choice.from > from || choice === first),
  );
}

/** From a day on, one source speaks for some signals where another one did. */
export type SourceChange = {
  readonly from: LocalDate;
  readonly signals: readonly BodySignal[];
  readonly to: Pick<SourceChoice, "source" | "hrvKind">;
  readonly before: Pick<SourceChoice, "source" | "hrvKind">;
};

/**
 * The last change of each signal, where it came on `since` or later; signals that changed on one day between the same
 * sources together. The first source that ever spoke is no change.
 *
 * @returns the oldest first
 */
export function sourceChanges(choices: readonly SourceChoice[], since: LocalDate): readonly SourceChange[] {
  const changes = new Map<string, SourceChange>();
  for (const [signal, own] of Map.groupBy(choices, (choice) => choice.signal)) {
    const [before, to] = own.slice(-2);
    if (before === undefined || to === undefined || to.from < since) continue;
    const { from } = to;
    // Of one source that gives two kinds of HRV, the kind alone is another one.
    const key = JSON.stringify([from, before.source, to.source]);
    const signals = [...(changes.get(key)?.signals ?? []), signal];
    const isOneSource = before.source === to.source;
    const voice = ({ source, hrvKind }: SourceChoice) => ({ source, hrvKind: isOneSource ? hrvKind : null });
    changes.set(key, { from, signals, to: voice(to), before: voice(before) });
  }
  return [...changes.values()].sort((left, right) => (left.from < right.from ? -1 : 1));
}
