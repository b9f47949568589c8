import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";

/** One row, each value as PostgreSQL writes it, under the columns' names in the database. */
export type RowTexts = Readonly<Record<string, string | null>>;

/** Values that satisfy a CHECK where a made-up one would not; a new table with a CHECK may need a line here. */
const ALLOWED: Readonly<Record<string, RowTexts>> = {
  chat_identities: { platform: "terminal" },
  inbox: { platform: "terminal" },
  accounts: { account_type: "checking", currency: "EUR" },
  transactions: { currency: "EUR" },
  connections: { kind: "bank" },
  recommendations: { type: "energy", risk_level: "low", trigger_source: "low_sleep" },
  // Said and not taken back, as nobody may forget it.
  correlation_insights: { state: "established", said_at: "2026-03-02T08:00:00Z" },
  insight_looks: { results: "[]" },
  rule_rests: { reason: "not_now" },
  rule_effects: { outcome: "mood", said_days: "2", withheld_days: "2" },
  parked_wishes: { currency: "EUR" },
  model_calls: { outcome: "used" },
  monthly_summary: { month_start_date: "2026-03-01" },
  event_log: { event_type: "something_happened" },
  schedules: { kind: "morning_nudge" },
  decisions: { kind: "morning_nudge", outcome: "sent" },
  arrivals: { platform: "terminal" },
  upload_tokens: { kind: "file", token_hash: "0".repeat(64) },
  invites: { code_hash: "0".repeat(64) },
  link_codes: { code_hash: "0".repeat(64) },
  transaction_corrections: { splits: "[]" },
  recurring_words: { currency: "EUR" },
  money_changes: { kind: "correct" },
  budgets: { category: "FOOD_AND_DRINK", currency: "EUR" },
};

const MADE_UP: Readonly<Record<string, string>> = {
  text: "x",
  uuid: "00000000-0000-4000-8000-000000000000",
  integer: "1",
  bigint: "1",
  numeric: "1.5",
  "double precision": "0.5",
  boolean: "true",
  date: "2026-03-02",
  time: "08:00",
  "timestamp with time zone": "2026-03-02T08:00:00Z",
  jsonb: "{}",
};

/**
 * Inserts a row: what is given, else what `parents` make its foreign keys, else a valid value for each column
 * that needs one.
 *
 * @param parents rows inserted before, by table, which the new row belongs to
 */
export async function insertRow(
  db: Database,
  table: PgTable,
  given: RowTexts = {},
  parents: ReadonlyMap<PgTable, RowTexts> = new Map(),
): Promise<RowTexts> {
  const { name, columns } = getTableConfig(table);
  const values = { ...needed(table), ...ALLOWED[name], ...fromParents(table, parents), ...given };
  const chosen = columns.filter((column) => column.name in values);
  const names = list(chosen.map((column) => sql.identifier(column.name)));
  const texts = list(chosen.map((column) => typed(column, values[column.name] ?? null)));
  const inserted =
    chosen.length === 0
      ? sql`insert into ${table} default values`
      : sql`insert into ${table} (${names}) values (${texts})`;
  const back = list(columns.map((column) => sql`${sql.identifier(column.name)}::text`));
  const [row] = rows(await db.execute(sql`${inserted} returning ${back}`));
  return Object.fromEntries(columns.map(({ name }) => [name, textOrNull(row?.[name])]));
}

/** Inserts a row for one person into every table, parents first, and returns them by table. */
export async function insertRowEverywhere(
  db: Database,
  tables: readonly PgTable[],
  person: RowTexts = {},
): Promise<ReadonlyMap<PgTable, RowTexts>> {
  const inserted = new Map<PgTable, RowTexts>();
  for (const table of tables) {
    const { name } = getTableConfig(table);
    // One chat account belongs to one person, and what is nobody's has a key of its own, whoever else the test makes.
    const unique: Readonly<Record<string, RowTexts>> = {
      users: person,
      chat_identities: { platform_user_id: randomUUID() },
      platform_senders: { platform: randomUUID() },
      arrivals: { event_id: randomUUID() },
      invites: { code_hash: randomUUID().replaceAll("-", "").repeat(2) },
      slack_installations: { team_id: randomUUID() },
      rule_aggregates: { rule_id: randomUUID() },
    };
    const own = unique[name] ?? {};
    inserted.set(table, await insertRow(db, table, own, inserted));
  }
  return inserted;
}

function needed(table: PgTable): RowTexts {
  const columns = getTableConfig(table).columns.filter(
    (column) => column.notNull && !column.hasDefault && !column.generatedIdentity && !column.generated,
  );
  return Object.fromEntries(columns.map((column) => [column.name, MADE_UP[column.getSQLType()] ?? null]));
}

function fromParents(table: PgTable, parents: ReadonlyMap<PgTable, RowTexts>): RowTexts {
  const values: Record<string, string | null> = {};
  for (const key of getTableConfig(table).foreignKeys) {
    const { columns, foreignColumns, foreignTable } = key.reference();
    // What may be null says something special, as the sample person a chat looks around as.
    if (columns.some((column) => !column.notNull)) continue;
    columns.forEach((column, index) => {
      values[column.name] = parents.get(foreignTable)?.[foreignColumns[index]?.name ?? ""] ?? null;
    });
  }
  return values;
}

function typed(column: PgColumn, text: string | null): SQL {
  return sql`${text}::text::${sql.raw(column.getSQLType())}`;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

const list = (parts: readonly SQL[] | readonly ReturnType<typeof sql.identifier>[]) =>
  sql.join([...parts], sql`, `);
