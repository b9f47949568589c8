import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { between, instant, oneOf, ownerId, rowId } from "./columns.ts";

export const UPLOAD_KINDS = ["file", "posts"] as const;

/**
 * A way in for what a phone knows: a link that takes one file, or an address that takes what an app posts. Whoever has the
 * token may put data in, and nothing else.
 */
export const uploadTokens = pgTable(
  "upload_tokens",
  {
    id: rowId(),
    userId: ownerId(),
    /** The chat in which it was asked for, and where the outcome is said; no key, as accounts move when people join. */
    identityId: uuid("identity_id").notNull(),
    kind: text("kind").$type<(typeof UPLOAD_KINDS)[number]>().notNull(),
    /** SHA-256 of the token, which is kept nowhere else; looked up before the person is known. */
    tokenHash: text("token_hash").notNull(),
    /** Null where it holds until another takes its place. */
    expiresAt: instant("expires_at"),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("upload_tokens_lookup").on(table.tokenHash),
    oneOf("upload_tokens_kind", table.kind, UPLOAD_KINDS),
    check("upload_tokens_hash", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** A night as it was last said unasked, so that one which turns out otherwise is put right, once. */
export const quotedNights = pgTable(
  "quoted_nights",
  {
    userId: ownerId(),
    /** The day that the night ended on. */
    localDate: date("local_date", { mode: "string" }).notNull(),
    /** Null: the last that was said is that there is no such night. */
    minutes: integer("minutes"),
    /** As it was said before that, which holds again where the last message never arrived; null: it was not said. */
    minutesBefore: integer("minutes_before"),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.localDate] }),
    between("quoted_nights_minutes", table.minutes, 0, 1500),
    between("quoted_nights_before", table.minutesBefore, 0, 1500),
  ],
);
