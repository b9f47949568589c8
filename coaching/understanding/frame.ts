import type { LocalDate } from "../model/local-date.ts";

/** Calendar days in the person's zone, both included; `from` never lies after `to`. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** How loud the crisis alarm is; null when there is none. */
export type CrisisTier = "explicit" | "possible" | null;

/** The alarm, and whether it replaces what the message otherwise asks for. */
export type CrisisReading = { readonly tier: CrisisTier; readonly takesOver: boolean };

/** A mood as a number on the person's own scale; both ends are null where the sentence states no scale. */
export type MoodNumber = {
  readonly value: number;
  readonly scale_min: number | null;
  readonly scale_max: number | null;
};
export type MoodWord = "very_low" | "low" | "neutral" | "good" | "very_good";

export type CheckInSlots = {
  /** Never together with `mood_word`: a number says it better. */
  readonly mood?: MoodNumber;
  readonly mood_word?: MoodWord;
  /** 0 to 100. */
  readonly energy?: number;
  readonly emotions?: readonly string[];
  readonly contexts?: readonly string[];
  /** In the person's own words. */
  readonly note?: string;
  readonly day?: "today" | "yesterday";
};

export type SpendingMeasure =
  | "total"
  | "average"
  | "count"
  | "largest"
  | "list"
  | "breakdown"
  | "share"
  | "top merchants"
  | "no-spend days"
  | "lookup";
/** What a breakdown over time is by; `when` where the sentence leaves open which. */
export type SpendingTime = "date" | "weekday" | "time of day" | "when";
export type AskSpendingSlots = {
  readonly measure?: SpendingMeasure;
  /** Only beside the measure `breakdown`; absent where that is by what the money went on. */
  readonly by?: SpendingTime;
  /** Only these weekdays, 0 = Monday; never beside `by`. The coach's own, as `by` is. */
  readonly weekdays?: readonly number[];
  /** What money was wasted on: nobody's to judge, so it is told what was bought by choice. The coach's own. */
  readonly asks_of_waste?: true;
  readonly category?: string;
  readonly merchant?: string;
  readonly period?: Period;
  readonly compare_to?: Period;
};

export type ScoreMeasure = "score" | "energy" | "mood" | "trend" | "streak" | "best day";
export type AskScoreSlots = { readonly measure?: ScoreMeasure; readonly period?: Period };

export type BodyMeasure =
  | "sleep"
  | "deep sleep"
  | "bedtime"
  | "sleep debt"
  | "hrv"
  | "resting heart rate"
  | "heart rate"
  | "steps"
  | "workouts";
export type AskSleepOrBodySlots = {
  readonly measure?: BodyMeasure;
  readonly period?: Period;
  readonly compare_to?: Period;
};

export type WhyMeasure = "score" | "energy" | "mood" | "sleep" | "spending";
export type AskWhySlots = { readonly measure?: WhyMeasure; readonly period?: Period };

/** Signals or spending categories: `x` is what is thought to act, `y` what is thought to follow. */
export type AskRelationSlots = { readonly x?: string; readonly y?: string };

export type SubscriptionMeasure =
  | "list"
  | "total"
  | "count"
  | "largest"
  | "price change"
  | "renewal date"
  | "unused";
export type AskSubscriptionsSlots = { readonly measure?: SubscriptionMeasure; readonly merchant?: string };

export type ForecastMeasure = "forecast" | "on track" | "remaining" | "daily allowance" | "affordability";
export type AskForecastBudgetSlots = {
  readonly measure?: ForecastMeasure;
  readonly category?: string;
  readonly period?: Period;
};

export type AskSummarySlots = { readonly period?: Period };

export type AddTransactionSlots = {
  /** Major units; positive when money was spent, negative when it came in. */
  readonly amount?: number;
  /** ISO 4217, only where the sentence names one. */
  readonly currency?: string;
  readonly what?: string;
  readonly date?: LocalDate;
};

export type TransactionChange = {
  readonly is_discretionary?: boolean;
  readonly is_recurring?: boolean;
  readonly category?: string;
  /** A merchant's new name; without a target the words may begin with the old one, "AMZN Mktp Amazon". */
  readonly merchant?: string;
  /** In the person's own words. */
  readonly note?: string;
  readonly split?: TransactionSplit;
};
/** A part to be told apart; empty where the sentence says only that there is one. */
export type TransactionSplit = {
  /** Major units. */
  readonly amount?: number;
  readonly is_half?: true;
  readonly category?: string;
};
export type CorrectTransactionSlots = {
  /** Which one, in the person's words; absent for "that" and "it", the one last spoken of. */
  readonly target?: string;
  readonly change?: TransactionChange;
};

export type SettingName =
  | "monthly_budget"
  | "category_budget"
  | "reminder_time"
  | "notifications"
  | "currency"
  | "mood_scale"
  | "theme"
  | "user_name"
  | "week_start"
  | "payday"
  | "timezone";
/**
 * A setting's new value, absent where the sentence names only the setting.
 *
 * Numbers for `monthly_budget` (major units), `mood_scale` (its top) and a day-of-month `payday`; `HH:MM` for
 * `reminder_time`, or "off"; the place as it was said for `timezone`; "on" or "off" for `notifications`; ISO 4217 for `currency`; an English weekday in lower case
 * for `week_start` and a weekly `payday`; the category with its amount for `category_budget`.
 */
export type SettingValue = string | number | { readonly category: string; readonly amount?: number };
export type SetSettingSlots = { readonly name: SettingName; readonly value?: SettingValue };

/** Both in the person's own words; all conditions must hold. */
export type PlanSlots = { readonly condition?: readonly string[]; readonly action?: string };

export type ParkSlots = {
  readonly what?: string;
  /** Major units. */
  readonly amount?: number;
};

export type NoSlots = Readonly<Record<string, never>>;

type FrameOf<Intent extends string, Slots> = {
  readonly intent: Intent;
  readonly slots: Slots;
  /** 0 to 1; below `SURE` the reading is worth a question back. */
  readonly confidence: number;
  /** An alarm that may stand on any intent. */
  readonly tier: CrisisTier;
};

export type CheckInFrame = FrameOf<"check_in", CheckInSlots>;
export type AskSpendingFrame = FrameOf<"ask_spending", AskSpendingSlots>;
export type AskScoreFrame = FrameOf<"ask_score", AskScoreSlots>;
export type AskSleepOrBodyFrame = FrameOf<"ask_sleep_or_body", AskSleepOrBodySlots>;
export type AskWhyFrame = FrameOf<"ask_why", AskWhySlots>;
export type AskRelationFrame = FrameOf<"ask_relation", AskRelationSlots>;
export type AskSubscriptionsFrame = FrameOf<"ask_subscriptions", AskSubscriptionsSlots>;
export type AskForecastBudgetFrame = FrameOf<"ask_forecast_budget", AskForecastBudgetSlots>;
export type AskSummaryFrame = FrameOf<"ask_summary", AskSummarySlots>;
export type AddTransactionFrame = FrameOf<"add_transaction", AddTransactionSlots>;
export type CorrectTransactionFrame = FrameOf<"correct_transaction", CorrectTransactionSlots>;
export type SetSettingFrame = FrameOf<"set_setting", SetSettingSlots>;
export type PlanFrame = FrameOf<"plan", PlanSlots>;
export type ParkFrame = FrameOf<"park", ParkSlots>;
export type UndoFrame = FrameOf<"undo", NoSlots>;
export type HelpFrame = FrameOf<"help", NoSlots>;
export type SmalltalkFrame = FrameOf<"smalltalk", NoSlots>;
export type UnclearFrame = FrameOf<"unclear", NoSlots>;
export type CrisisFrame = FrameOf<"crisis", NoSlots>;

/** What one message says: its intent and the slots it fills. A slot that the message does not state is absent. */
export type Frame =
  | CheckInFrame
  | AskSpendingFrame
  | AskScoreFrame
  | AskSleepOrBodyFrame
  | AskWhyFrame
  | AskRelationFrame
  | AskSubscriptionsFrame
  | AskForecastBudgetFrame
  | AskSummaryFrame
  | AddTransactionFrame
  | CorrectTransactionFrame
  | SetSettingFrame
  | PlanFrame
  | ParkFrame
  | UndoFrame
  | HelpFrame
  | SmalltalkFrame
  | UnclearFrame
  | CrisisFrame;
export type Intent = Frame["intent"];

/** The person's day, zone and currency: what "yesterday" and "$" are read against. */
export type UnderstandingContext = {
  readonly today: LocalDate;
  readonly timezone: string;
  /** ISO 4217. */
  readonly currency: string;
};
