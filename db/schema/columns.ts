import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, timestamp, uuid } from "drizzle-orm/pg-core";
import { LONGEST_EXTERNAL_ID } from "../external-id.ts";
import { users } from "./people.ts";

/** The row's own key; unique together with `user_id`, so that every table can be distributed by person. */
export const rowId = () => uuid("id").notNull().defaultRandom();

/** The person a row belongs to. Erasing the person erases the row. */
export const ownerId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** An instant, stored in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** CHECK that a number lies in a range, both ends included; null passes. */
export const between = (name: string, column: AnyPgColumn, low: number, high: number) =>
  check(name, sql`${column} between ${sql.raw(String(low))} and ${sql.raw(String(high))}`);

/** CHECK that a text is one of the words; null passes. Words are the program's own, never a person's. */
export const oneOf = (name: string, column: AnyPgColumn, words: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`);

/** CHECK that a jsonb column holds a list. */
export const isList = (name: string, column: AnyPgColumn) =>
  check(name, sql`jsonb_typeof(${column}) = 'array'`);

/** CHECK that a number is not negative; null passes. */
export const notNegative = (name: string, column: AnyPgColumn) => check(name, sql`${column} >= 0`);

/** CHECK that a numeric holds an amount of money, which neither NaN nor infinity is; null passes. */
export const isAmount = (name: string, column: AnyPgColumn) => check(name, sql`abs(${column}) < 1e12`);

/** CHECK that a numeric made of many amounts is a number: numeric columns take NaN and infinity; null passes. */
export const isFiniteNumber = (name: string, column: AnyPgColumn) =>
  check(name, sql`abs(${column}) < 'infinity'::numeric`);

/** CHECK that a text can be somebody else's id; whoever stores one refuses others first, see `isExternalId`. */
export const holdsExternalId = (name: string, column: AnyPgColumn) =>
  check(name, sql`length(${column}) between 1 and ${sql.raw(String(LONGEST_EXTERNAL_ID))}`);

/** CHECK that a text is a currency code such as EUR; null passes. */
export const isCurrencyCode = (name: string, column: AnyPgColumn) =>
  check(name, sql`${column} ~ '^[A-Z]{3}$'`);
