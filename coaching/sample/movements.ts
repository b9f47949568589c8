import type { DescriptorStyle } from "./habits.ts";
import type { SampleAccountType, SampleTransactionTruth } from "./types.ts";

/** Money that moves, as it is; {@link ./bank.ts} turns it into what a bank shows of it. */
export type Movement = {
  /** Unique within the person and stable: other movements never change it. */
  readonly key: string;
  /** Day index. */
  readonly day: number;
  /** Minute of the wall clock; null when the bank tells the day only. */
  readonly minute: number | null;
  readonly account: SampleAccountType;
  readonly merchantName: string;
  readonly style: DescriptorStyle;
  /** Positive when money leaves the account. */
  readonly amountMinor: number;
  readonly category: string;
  readonly origin: SampleTransactionTruth["origin"];
  readonly discretionary: boolean | null;
  /** Key of the purchase that a refund gives back. */
  readonly refunds: string | null;
  /** What a classifier would know for sure about repetition; null when it could not. */
  readonly surelyRecurring: boolean | null;
  /** Put there by a script, not by chance. */
  readonly scripted?: boolean;
};
