import type { RowTexts } from "../../support/database-rows.ts";

/** The name of a CHECK, values it lets through at its edges, values it refuses; both as PostgreSQL writes them. */
export interface Case {
  readonly check: string;
  readonly column: string;
  readonly good: readonly (string | null)[];
  readonly bad: readonly string[];
  /** Other columns that go with it. */
  readonly beside?: RowTexts;
}

/** Cases by table. */
export type Cases = Readonly<Record<string, readonly Case[]>>;

export const between = (check: string, column: string, low: number, high: number, step = 1): Case => ({
  check,
  column,
  good: [null, `${low}`, `${high}`],
  bad: [`${low - step}`, `${high + step}`],
});
export const required = (made: Case): Case => ({
  ...made,
  good: made.good.filter((value) => value !== null),
});
export const words = (check: string, column: string, good: readonly string[]): Case => ({
  check,
  column,
  good,
  bad: ["", "unheard_of", `${good[0]} `, String(good[0]).toUpperCase()],
});
export const currency = (check: string, column = "currency"): Case => ({
  check,
  column,
  good: ["EUR", "JPY"],
  bad: ["", "eur", "EU", "EURO", "€", "EUR\n", "E R"],
});
export const length = (check: string, column: string, longest: number, shortest = 0): Case => ({
  check,
  column,
  good: [null, "ü".repeat(shortest), "n".repeat(longest)],
  bad: [...(shortest > 0 ? ["n".repeat(shortest - 1)] : []), "n".repeat(longest + 1)],
});
export const hash = (check: string, column: string): Case => ({
  check,
  column,
  good: [null, "0123456789abcdef".repeat(4)],
  bad: ["", "0".repeat(63), "0".repeat(65), "A".repeat(64)],
});
export const list = (check: string, column: string): Case => ({
  check,
  column,
  good: ["[]", '["a"]'],
  bad: ["{}", '"a"', "null", "1"],
});
export const externalId = (check: string, column: string): Case => ({
  check,
  column,
  good: ["1", "ü".repeat(255)],
  bad: ["", "i".repeat(256)],
});
export const codeHash = (check: string): Case => ({
  check,
  column: "code_hash",
  good: ["0123456789abcdef".repeat(4)],
  bad: ["", "0".repeat(63), "0".repeat(65), "G".repeat(64), "A".repeat(64)],
});
export const amount = (check: string, column: string): Case => ({
  check,
  column,
  good: [null, "0", "-0.01", "999999999999.99", "-999999999999.99", "12.345"],
  bad: ["1000000000000", "-1000000000000", "NaN", "Infinity", "-Infinity"],
});
export const total = (check: string, column: string): Case => ({
  check,
  column,
  good: [null, "0", "-12.5", "9999999999999.99"],
  bad: ["NaN", "Infinity", "-Infinity"],
});
