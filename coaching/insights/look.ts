import type { Untested } from "../correlations/family-answers.ts";
import type { LocalDate } from "../model/local-date.ts";

/** What one look saw of one relation. */
export type LookResult = {
  /** As `correlation_insights.signal_type`: `sleep_to_spending`, of a tag `tag_to_spending`. */
  readonly type: string;
  /** The tag, where one leads; else empty. */
  readonly subject: string;
  /** Every lag that could be tested; p of that lag alone. */
  readonly lags: readonly {
    readonly lag: number;
    readonly r: number;
    readonly p: number;
    readonly n: number;
  }[];
  /** The lag with the smallest p, with p over all its lags and q over the family; null where none could be tested. */
  readonly found: {
    readonly lag: number;
    readonly r: number;
    readonly n: number;
    readonly p: number;
    readonly q: number;
  } | null;
  readonly untested: Untested | null;
  /** Days on which both are known, at the lag that has most of them. */
  readonly pairs: number;
};

/** One weekly look at everything, from `from` to `date`, both included. */
export type Look = {
  readonly date: LocalDate;
  readonly from: LocalDate;
  /** `CorrelationConfig.version`. */
  readonly configVersion: string;
  readonly results: readonly LookResult[];
};

/** How far a relation has come by its looks; `none` was never worth a word, `faded` was established and holds no longer. */
export type RelationState = "none" | "watching" | "emerging" | "established" | "replicated" | "faded";

/** Where a relation stands after its looks. */
export type Standing = {
  readonly type: string;
  readonly subject: string;
  readonly state: RelationState;
  /** The look by which it came to this state. */
  readonly since: LocalDate;
  /** The look by which it was established, the last time; null where it never was. */
  readonly establishedOn: LocalDate | null;
  /** What the newest look that could test it saw. */
  readonly found: NonNullable<LookResult["found"]> | null;
};
