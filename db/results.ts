import { makePgArray } from "drizzle-orm/pg-core";

/**
 * The rows of a raw `db.execute`, which the two drivers wrap differently.
 *
 * Values of raw SQL are as the driver read them; cast in SQL (`count(*)::int`, `sum(x)::text`) and parse with a schema.
 */
export function rows(result: unknown): readonly Record<string, unknown>[] {
  const found: unknown = Array.isArray(result) ? result : property(result, "rows");
  if (!Array.isArray(found)) throw new TypeError("expected the result of a query");
  return found.filter((row): row is Record<string, unknown> => typeof row === "object" && row !== null);
}

/** How many rows a statement inserted, changed or deleted; drivers count them under different names. */
export function affected(result: unknown): number {
  const count = property(result, Array.isArray(result) ? "count" : "affectedRows");
  if (typeof count !== "number") throw new TypeError("expected the result of a statement");
  return count;
}

/**
 * An array parameter that both drivers pass on unharmed, for `unnest(${pgArray(values)}::text::date[])`.
 *
 * The cast through text is needed: postgres.js types an array parameter by its first element. Instants go as
 * ISO texts, null stays null.
 */
export function pgArray(values: readonly (string | number | bigint | boolean | Date | null)[]): string {
  return makePgArray(
    values.map((value) => {
      if (value instanceof Date) return value.toISOString();
      return typeof value === "string" || value === null ? value : String(value);
    }),
  );
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
