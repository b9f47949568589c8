import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { Reading } from "../../../coaching/model/rows.ts";

/**
 * What one source says about one local day; null is "not measured".
 *
 * `hrvKind` is null exactly where `hrvMs` is: HRV of one kind is never compared with that of the other.
 */
export type WearableDay = Required<Reading>;

/**
 * What was left out: a signal of the day (`hrvMs`) that no body can have, or a field of the source's own
 * (`sleep.average_hrv`) that is not what it should be. Named, never quoted. The date is null where no day can be told.
 */
export type Refusal = { readonly date: LocalDate | null; readonly field: string };

/** What a source's answers came to: one row for each day that says anything, the oldest first. */
export type TranslatedDays = {
  readonly days: readonly WearableDay[];
  /** Each once, by day and name; those without a day first. */
  readonly refused: readonly Refusal[];
};
