import type { BudgetStanding } from "../budgets/standing.ts";
import type { DayRecord } from "../model/days.ts";
import type { LocalDate } from "../model/local-date.ts";
import type { TransactionRow } from "../model/rows.ts";
import type { RecurringMoney } from "../recurring/known-streams.ts";

/** A relation of the person's own that is established or replicated: only such a one may lead a rule. */
export type KnownRelation = {
  /** As `correlation_insights.signal_type`: `sleep_to_spending`. */
  readonly type: string;
  /** The tag, where one leads; else empty. */
  readonly subject: string;
  /** −1 to +1. */
  readonly strength: number;
  /** Days that what leads comes before what follows; 0 from sleep is last night. */
  readonly lag: number;
  /** Days on which both are known. */
  readonly n: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Since when it has held at every look. */
  readonly since: LocalDate;
  /** How many relations were looked for with it, itself included. */
  readonly lookedFor: number;
  /** Exposed days against the others, in the outcome's stored unit; null where there are too few of either. */
  readonly effect: {
    readonly side: "below" | "above" | "tagged";
    /** In the unit of what leads. */
    readonly threshold: number | null;
    readonly exposedDays: number;
    readonly pairs: number;
    /** Drawn towards nothing: the headline. */
    readonly shrunk: number;
    readonly low: number;
    readonly high: number;
  } | null;
};

/** A plan of the person's own whose condition holds now, in their words. */
export type FiringPlan = {
  readonly planId: string;
  readonly words: string;
  readonly offer: string;
  /** Last night is a part of its condition. */
  readonly isAboutNight: boolean;
  /** It is for the evening, by its condition's time of day. */
  readonly isForEvening: boolean;
};

/**
 * What rules may look at: one person's own past and nobody else's. What is not known is null or empty, and a rule that needs
 * it says nothing.
 */
export type Evidence = {
  readonly today: LocalDate;
  /** Up to today, one per local day, none left out, in order. */
  readonly days: readonly DayRecord[];
  /** ISO 4217 of every amount but those of `recurring`, whose streams name their own. */
  readonly currency: string;
  /** IANA zone, for the hour of a payment. */
  readonly zone: string;
  readonly needMinutes: number;
  /** Transactions of the same days, oldest first, of any currency. */
  readonly payments: readonly TransactionRow[];
  readonly relations: readonly KnownRelation[];
  /** Types of relations that the newest look had days enough for, and did not find. */
  readonly notFound: readonly string[];
  /** Null where nothing is known to recur. */
  readonly recurring: Pick<RecurringMoney, "streams" | "signals"> | null;
  /** The person's budgets in their own currency, as they stand today. */
  readonly budgets: readonly BudgetStanding[];
  /** Checking and savings together, minor units; null where not all of them tell a balance of lately. */
  readonly liquidMinor: number | null;
  readonly plansThatFire: readonly FiringPlan[];
};

/** The raw numbers and names a message is built from; units are in the names. */
export type RuleFacts = Readonly<Record<string, number | string>>;

/** A rule that has something to say, with what it rests on. */
export type Finding = {
  readonly ruleId: string;
  /** The merchant or pattern it is about, which a person may call normal for them; empty where it is about none. */
  readonly subject: string;
  /** 0 to 1: how far the day stands out. Only for choosing among findings of equal risk. */
  readonly strength: number;
  readonly facts: RuleFacts;
  /** The days looked at and how many of them had data. */
  readonly basis: { readonly from: LocalDate; readonly to: LocalDate; readonly days: number };
  /** It lacks facts that the rule's others have, and is said in words of its own. */
  readonly isAlone?: boolean;
  /** It is about money that goes out today or tomorrow, and too late said afterwards. */
  readonly isDue?: boolean;
  /** Days on which it can be found, the last one left out: of the same subject it is said once within them. */
  readonly saidOnce?: { readonly from: LocalDate; readonly until: LocalDate };
};

/** One thing the coach may say unasked. It decides by evidence alone; its words are in `prompts/recommendations`. */
export type Rule = {
  readonly id: string;
  readonly type: "financial" | "energy" | "mood" | "combined";
  readonly riskLevel: "low" | "medium" | "high";
  readonly triggerSource: string;
  /** `info`: bills and prices; `nudge`: behaviour; `sensitive`: mood and strain, said rarely and in neutral words. */
  readonly level: "info" | "nudge" | "sensitive";
  /** When it may be said. */
  readonly slots: readonly ("morning" | "evening")[];
  /** Days between two of its own, at least 3. */
  readonly restDays: number;
  /** Rules that it is not said with, nor within 3 days of. It holds both ways, whichever of the two names it. */
  readonly notWith: readonly string[];
  /** The person asked for it, so it goes before what the coach thinks of, rests by their word alone and is never left out. */
  readonly isAskedFor?: boolean;
  /** Its message tells last night against the usual, so that nothing else need say it beside. */
  readonly tellsNight?: boolean;
  /** Empty when there is nothing to say, or too little data to say it. */
  evaluate(evidence: Evidence): readonly Finding[];
};
