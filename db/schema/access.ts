import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, ownerId } from "./columns.ts";

/**
 * Codes that let somebody in, once each. Only a code's SHA-256 is kept.
 *
 * Looked at before the person is known, and the operator who makes one is nobody's person; on a distributed database it
 * is a reference table.
 */
export const invites = pgTable(
  "invites",
  {
    codeHash: text("code_hash").primaryKey(),
    /** Who made it; null for the operator. No foreign key: whoever leaves leaves their guests in peace. */
    madeBy: uuid("made_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    index("invites_expires").on(table.expiresAt),
    check("invites_code_hash", sql`${table.codeHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/**
 * A person's one open code for joining a second account, and who has said it. Only the code's SHA-256 is kept.
 *
 * `claimedBy` and `claimedIdentity` are another person's, whom the two confirmations make the same; no foreign key
 * leads there, as theirs is a row that goes away.
 */
export const linkCodes = pgTable(
  "link_codes",
  {
    userId: ownerId().primaryKey(),
    codeHash: text("code_hash").notNull(),
    /** The chat in which the code was asked for, and the confirmation is. */
    identityId: uuid("identity_id").notNull(),
    expiresAt: instant("expires_at").notNull(),
    claimedBy: uuid("claimed_by"),
    claimedIdentity: uuid("claimed_identity"),
    claimedAt: instant("claimed_at"),
  },
  (table) => [
    index("link_codes_hash").on(table.codeHash),
    check("link_codes_code_hash", sql`${table.codeHash} ~ '^[0-9a-f]{64}$'`),
    check(
      "link_codes_claim",
      sql`(${table.claimedBy} is null) = (${table.claimedIdentity} is null) and (${table.claimedBy} is null) = (${table.claimedAt} is null)`,
    ),
  ],
);

/**
 * Workspaces that have installed the Slack app, with what Slack gave for it: sealed, see `db/sealing.ts`.
 *
 * A workspace is nobody's person; on a distributed database it is a reference table. `enterpriseId` is empty for a
 * workspace of its own, `teamId` for an installation in a whole organisation.
 */
export const slackInstallations = pgTable(
  "slack_installations",
  {
    enterpriseId: text("enterprise_id").notNull(),
    teamId: text("team_id").notNull(),
    sealed: text("sealed").notNull(),
    installedAt: instant("installed_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.teamId] }),
    check("slack_installations_key", sql`length(${table.enterpriseId} || ${table.teamId}) between 1 and 255`),
  ],
);
