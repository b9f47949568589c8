/** Every constant of choosing what to say; its version is stored with each message that is chosen. */
export type SelectionConfig = {
  readonly version: string;
  /** Days between two of the same rule, whatever its own rest: 72 hours. */
  readonly sameRuleDays: number;
  /** Days that a rule keeps from one that it must not be said with. */
  readonly notWithDays: number;
  /** Days between two of level `sensitive`. */
  readonly sensitiveDays: number;
  /** When a mood entry counts as one of a person's lowest. */
  readonly lowMood: {
    /** The newest days that are looked at. */
    readonly days: number;
    readonly share: number;
    /** With fewer entries there is no lowest tenth; then an entry of at most `else` (−5 to +5) is low. */
    readonly fewest: number;
    readonly else: number;
    /** Days after its own on which the newest entry still counts. */
    readonly lastsDays: number;
  };
  /** The rules that offer support: the only sensitive ones said after such an entry. */
  readonly support: readonly string[];
  /**
   * Answers that the rate among all people is worth, and what that rate starts from; for rules that say what was tested for the
   * person themselves it starts higher, so that these go first until answers tell otherwise.
   */
  readonly priorAnswers: number;
  readonly rateStart: { readonly helpful: number; readonly rated: number };
  readonly ownRateStart: { readonly helpful: number; readonly rated: number };
  readonly ownRules: readonly string[];
  /** What an answer still weighs a day later. */
  readonly decay: number;
  /** How much narrower than the posterior draws are. */
  readonly narrowing: number;
  /** Taken from the logit for each time that the same rule was said within so many days. */
  readonly habituation: { readonly step: number; readonly days: number };
  /** How often chance alone picks, so that a decision can be judged later. */
  readonly uniformShare: number;
  /** Draws behind each propensity. */
  readonly draws: number;
  /** A winner with a lower mean is not said. */
  readonly skipBelow: number;
  readonly withholdShare: number;
  readonly retire: {
    readonly fewestEligibleDays: number;
    /** Benefit worth a message, in standard deviations of the outcome from day to day. */
    readonly worthwhile: number;
    /** How far people differ in what a rule does to them, in the same unit. */
    readonly betweenPeople: number;
    /** Chance left above the interval. */
    readonly tail: number;
    readonly fewestRatings: number;
    readonly annoysBelow: number;
    /** Answers that the rate among all people is worth when it is judged whether a rule annoys. */
    readonly priorAnswers: number;
    /** Days of a person, and people, that it takes to say what a rule does to people. */
    readonly pooledDays: number;
    readonly pooledPeople: number;
  };
};

export const SELECTION_CONFIG: SelectionConfig = {
  version: "selection/1",
  sameRuleDays: 3,
  notWithDays: 3,
  sensitiveDays: 7,
  lowMood: { days: 90, share: 0.1, fewest: 10, else: -3, lastsDays: 1 },
  support: ["low-mood-run"],
  priorAnswers: 6,
  rateStart: { helpful: 4, rated: 8 },
  ownRateStart: { helpful: 6, rated: 8 },
  ownRules: ["short-night-usually-costs", "short-night-impulses", "activity-helps-mood"],
  decay: 0.985,
  narrowing: 4,
  habituation: { step: 0.3, days: 14 },
  uniformShare: 0.1,
  draws: 200,
  skipBelow: 0.33,
  withholdShare: 0.15,
  retire: {
    fewestEligibleDays: 60,
    worthwhile: 0.3,
    betweenPeople: 0.15,
    tail: 0.1,
    fewestRatings: 6,
    annoysBelow: 0.25,
    priorAnswers: 1,
    pooledDays: 20,
    pooledPeople: 5,
  },
};
