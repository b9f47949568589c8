/** Every constant of the search for relations; stored by its version with what was found. */
export type CorrelationConfig = {
  readonly version: string;
  /** The newest days that are looked at. */
  readonly windowDays: number;
  /** Fewest paired days for a number, and for one to be said. */
  readonly minPairs: number;
  readonly publishPairs: number;
  /** Movements slower than about this many days are taken out. */
  readonly slowestDays: number;
  /** Income days in the window from which the days after payday get a column of their own, and how many those are. */
  readonly minIncomeDays: number;
  readonly paydayTail: number;
  /** Pairs needed beyond the columns that are taken out. */
  readonly spareRows: number;
  /** Kinds of day-to-day persistence that are averaged over: of the slow part, and the share of plain noise. */
  readonly errorModels: readonly (readonly [phi: number, noise: number])[];
  /** Days that are left out by their tags: nothing on them is as usual. */
  readonly leftOutTags: readonly string[];
};

export const CORRELATION_CONFIG: CorrelationConfig = {
  version: "correlations/1",
  windowDays: 180,
  minPairs: 30,
  publishPairs: 45,
  slowestDays: 60,
  minIncomeDays: 3,
  paydayTail: 2,
  spareRows: 10,
  errorModels: [
    [0, 0],
    [-0.25, 0],
    [0.2, 0],
    [0.4, 0],
    [0.4, 0.4],
    [0.6, 0],
    [0.6, 0.35],
    [0.6, 0.65],
    [0.8, 0],
    [0.8, 0.35],
    [0.8, 0.65],
    [0.92, 0],
    [0.92, 0.35],
    [0.92, 0.65],
  ],
  leftOutTags: ["vacation", "travel", "sick", "ill"],
};
