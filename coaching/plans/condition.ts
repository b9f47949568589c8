import type { LocalDate } from "../model/local-date.ts";

/** One thing that has to be so before a plan fires. */
export type PlanTest =
  /** Last night was under so many minutes. */
  | { readonly kind: "sleep"; readonly underMinutes: number }
  /** Last night was short: under six hours, or an hour under the person's usual. */
  | { readonly kind: "short-night" }
  /** The day's mood lies under a face of 1 to 7. */
  | { readonly kind: "mood"; readonly underFace: number }
  /** The day's own energy lies under so much of 100. */
  | { readonly kind: "energy"; readonly under: number }
  /** The wearable's stress lies over so much of 100, today or, where today's is not known, yesterday. */
  | { readonly kind: "stress"; readonly over: number }
  | {
      readonly kind: "spent";
      readonly overMinor: number;
      /** ISO 4217; what was spent in others does not count. */
      readonly currency: string;
      /** The week from Monday on. */
      readonly during: "day" | "week";
    }
  /** 0 = Monday. */
  | { readonly kind: "weekday"; readonly days: readonly number[] }
  /** Income came in today. */
  | { readonly kind: "payday" }
  /** Minutes since local midnight, from the first until before the second; null: the day's own end. May cross midnight. */
  | { readonly kind: "time"; readonly from: number | null; readonly until: number | null };

/** All of them have to be so. */
export type PlanCondition = { readonly all: readonly PlanTest[] };

/** An if-then plan of a person's. */
export type Plan = {
  readonly id: string;
  /** The whole plan as they said it. */
  readonly words: string;
  readonly condition: PlanCondition;
  /** What they want to be asked or reminded of, in their words. */
  readonly offer: string;
  readonly lastFiredOn: LocalDate | null;
};
