import type { DayRecord } from "../model/days.ts";
import type { LocalDate } from "../model/local-date.ts";

/** What rules may look at: one person's days up to today, one per local day, none left out, in order. */
export type Evidence = {
  readonly today: LocalDate;
  readonly days: readonly DayRecord[];
  /** ISO 4217 of every amount. */
  readonly currency: string;
  readonly needMinutes: number;
};

/** The raw numbers and names a message is built from; units are in the names. */
export type RuleFacts = Readonly<Record<string, number | string>>;

/** A rule that has something to say, with what it rests on. */
export type Finding = {
  readonly ruleId: string;
  /** 0 to 1: how far the day stands out. Only for choosing among findings of equal risk. */
  readonly strength: number;
  readonly facts: RuleFacts;
  /** The days looked at and how many of them had data. */
  readonly basis: { readonly from: LocalDate; readonly to: LocalDate; readonly days: number };
};

/** One thing the coach may say unasked. It decides by evidence alone; its words are in `prompts/recommendations`. */
export type Rule = {
  readonly id: string;
  readonly type: "financial" | "energy" | "mood" | "combined";
  readonly riskLevel: "low" | "medium" | "high";
  readonly triggerSource: string;
  /** Null when there is nothing to say, or too little data to say it. */
  evaluate(evidence: Evidence): Finding | null;
};
