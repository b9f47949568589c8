import { eq, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson, setSample } from "../../db/queries/people.ts";
import { rows } from "../../db/results.ts";
import { invites, linkCodes } from "../../db/schema/access.ts";
import { chatIdentities, outbox } from "../../db/schema/chat.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { transactionCorrections } from "../../db/schema/money-said.ts";
import { users } from "../../db/schema/people.ts";
import { schemaTables } from "../../db/tables.ts";
import { testDatabase } from "../support/database.ts";
import { insertRow, insertRowEverywhere, type RowTexts } from "../support/database-rows.ts";
import { IMPERSONAL_TABLES } from "../support/impersonal-tables.ts";

const { db } = await testDatabase();
const impersonal = new Set<PgTable>(IMPERSONAL_TABLES);
const tables = (await schemaTables()).filter((table) => !impersonal.has(table));
const perPerson = tables.filter((table) => table !== users);
const now = new Date("2026-11-23T08:00:00Z");
const askedEvent = "onboarded";

type Rows = ReadonlyMap<PgTable, RowTexts>;
const idOf = (person: Rows) => String(person.get(users)?.id);

const merge = (keeper: Rows, other: Rows) =>
  db.transaction((tx) => mergePeople(tx, { keeperId: idOf(keeper), otherId: idOf(other), askedEvent, now }));

/** Values that make a row of the same person another one, where only its key tells them apart. */
const UNLIKE: Readonly<Record<string, RowTexts>> = {
  inbox: { event_id: "another" },
  outbox: { dedupe_key: "another" },
  biometric_readings: { source: "another" },
  accounts: { external_account_id: "another" },
  transactions: { external_id: "another" },
  connections: { external_id: "another" },
  transaction_corrections: { external_id: "another" },
  merchant_rules: { merchant_key: "another" },
  budgets: { category: "TOTAL" },
  file_layouts: { layout: "another" },
  daily_balance_scores: { date: "2026-03-03" },
  correlation_insights: { signal_type: "another" },
  recommendations: { rule_id: "another" },
  weekly_summary: { week_start_date: "2026-03-09" },
  monthly_summary: { month_start_date: "2026-04-01" },
  schedules: { kind: "weekly_summary" },
  decisions: { kind: "weekly_summary" },
  dirty_days: { date: "2026-03-03" },
};

/** Somebody with a row in every table, unlike {@link insertRowEverywhere}'s by every key that people share. */
async function insertUnlike(): Promise<Rows> {
  const inserted = new Map<PgTable, RowTexts>();
  for (const table of tables) {
    const { name } = getTableConfig(table);
    const own = name === "chat_identities" ? { platform_user_id: crypto.randomUUID() } : UNLIKE[name];
    inserted.set(table, await insertRow(db, table, own, inserted));
  }
  return inserted;
}

/** Where a row of the other's does not come along as it is, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  users: "one row a person",
  user_settings: "one row a person, joined",
  conversations: "one row a person, the keeper's goes on",
  schedules: "the keeper's, planned anew",
  link_codes: "used up",
  insight_looks: "neither saw what both had; made anew",
  signal_anomalies: "found anew with the days that are scored again",
};

/** A row but for what joining may give anew: whose it is, and the number that the database gives. */
function comparable(row: RowTexts | undefined): RowTexts {
  const { user_id: _, sequence: __, marked_at: ___, queued_at: ____, ...rest } = row ?? {};
  return rest;
}

async function rowsOf(table: PgTable, userId: string): Promise<readonly RowTexts[]> {
  const { columns } = getTableConfig(table);
  const texts = sql.join(
    columns.map(({ name }) => sql`${sql.identifier(name)}::text`),
    sql`, `,
  );
  const found = rows(await db.execute(sql`select ${texts} from ${table} where user_id = ${userId}::uuid`));
  return found.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value as string | null])),
  );
}

test.each(perPerson.map((table) => [getTableConfig(table).name, table] as const))(
  "given two people with different rows in %s, when they become one, then every row is there, or its reason is named",
  async (name, table) => {
    const keeper = await insertRowEverywhere(db, tables);
    const other = await insertUnlike();
    await merge(keeper, other);
    const after = (await rowsOf(table, idOf(keeper))).map(comparable);
    if (EXCEPTIONS[name] === undefined) {
      const { dedupe_key: _, ...theirs } = comparable(other.get(table));
      expect(after).toContainEqual(expect.objectContaining(theirs));
      const { dedupe_key: __, ...own } = comparable(keeper.get(table));
      expect(after).toContainEqual(expect.objectContaining(own));
    }
    expect(await db.$count(table, sql`user_id = ${idOf(other)}::uuid`)).toBe(0);
  },
);

test("given two people with the same keys everywhere, when they become one, then nothing of the old id remains in any column", async () => {
  const keeper = await insertRowEverywhere(db, tables);
  const other = await insertRowEverywhere(db, tables);
  const oldId = idOf(other);
  await db
    .update(outbox)
    .set({ dedupeKey: `telegram/1/${oldId}/0` })
    .where(eq(outbox.userId, oldId));
  const sampleId = await createPerson(db, { sampleOf: oldId, sampleName: "maya" });
  await setSample(db, String(other.get(chatIdentities)?.id), sampleId);
  await db
    .insert(invites)
    .values({ codeHash: "1".repeat(64), madeBy: oldId, createdAt: now, expiresAt: now });
  const third = await createPerson(db, {});
  const claim = { claimedBy: oldId, claimedIdentity: String(other.get(chatIdentities)?.id), claimedAt: now };
  const code = { userId: third, codeHash: "2".repeat(64), identityId: sampleId, expiresAt: now };
  await db.insert(linkCodes).values({ ...code, ...claim });

  await merge(keeper, other);

  const everything: string[] = [];
  for (const table of await schemaTables()) {
    const found = rows(await db.execute(sql`select to_jsonb(t)::text as row from ${table} t`));
    everything.push(...found.map(({ row }) => `${getTableConfig(table).name} ${row}`));
  }
  expect(everything.filter((row) => row.includes(oldId) || row.includes(sampleId))).toEqual([
    // The third person's own code says which chat it was made in, whatever that was.
    expect.stringMatching(new RegExp(`^link_codes .*"claimed_by": "${idOf(keeper)}"`)),
  ]);
  expect(await db.$count(users)).toBe(2);
  expect(await db.$count(chatIdentities, eq(chatIdentities.userId, idOf(keeper)))).toBe(2);
  expect(await db.$count(outbox, eq(outbox.userId, idOf(keeper)))).toBe(2);
});

test("given a night that both were told of by one watch, then the later word counts, whichever side it came from", async () => {
  const keeper = await createPerson(db, {});
  const other = await createPerson(db, {});
  const night = (userId: string, localDate: string, sleepScore: number, updatedAt: string) => ({
    userId,
    source: "oura",
    timestamp: now,
    localDate,
    sleepScore,
    updatedAt: new Date(updatedAt),
  });
  await db
    .insert(biometricReadings)
    .values([
      night(keeper, "2026-11-20", 50, "2026-11-20T08:00:00Z"),
      night(other, "2026-11-20", 60, "2026-11-20T09:00:00Z"),
      night(keeper, "2026-11-21", 70, "2026-11-21T09:00:00Z"),
      night(other, "2026-11-21", 80, "2026-11-21T08:00:00Z"),
      night(other, "2026-11-22", 90, "2026-11-22T08:00:00Z"),
    ]);
  await db.transaction((tx) => mergePeople(tx, { keeperId: keeper, otherId: other, askedEvent, now }));
  const found = await db.select().from(biometricReadings).orderBy(biometricReadings.localDate);
  expect(found.map(({ localDate, sleepScore }) => `${localDate} ${sleepScore}`)).toEqual([
    "2026-11-20 60",
    "2026-11-21 70",
    "2026-11-22 90",
  ]);
});

test("given one bank account linked by both, then its transactions are united in one account, none twice", async () => {
  const [keeper, other] = [await createPerson(db, {}), await createPerson(db, {})];
  const account = { provider: "plaid", externalAccountId: "a", accountName: "Checking", currency: "EUR" };
  for (const [userId, externalIds] of [
    [keeper, ["1", "2"]],
    [other, ["2", "3"]],
  ] as const) {
    const [row] = await db
      .insert(accounts)
      .values({ ...account, userId, accountType: "checking" })
      .returning();
    const accountId = row?.id ?? "";
    const dated = { timestamp: now, localDate: "2026-11-20", amount: "5", currency: "EUR" };
    await db
      .insert(transactions)
      .values(externalIds.map((externalId) => ({ userId, accountId, externalId, ...dated })));
  }
  await db.transaction((tx) => mergePeople(tx, { keeperId: keeper, otherId: other, askedEvent, now }));
  const [account1, ...more] = await db.select().from(accounts);
  expect(more).toEqual([]);
  const found = await db.select().from(transactions).orderBy(transactions.externalId);
  expect(found.map(({ externalId }) => externalId)).toEqual(["1", "2", "3"]);
  expect(new Set(found.map(({ accountId }) => accountId))).toEqual(new Set([account1?.id]));
});

test("given the same advice to both, then what was answered to either of them counts", async () => {
  const [keeper, other] = [await createPerson(db, {}), await createPerson(db, {})];
  const said = {
    timestamp: now,
    localDate: "2026-11-20",
    ruleId: "low-mood-run",
    type: "mood",
    message: "x",
    riskLevel: "low",
    triggerSource: "low_mood",
  } as const;
  await db.insert(recommendations).values([
    { ...said, userId: keeper },
    { ...said, userId: other, userFeedback: "helpful", feedbackAt: now },
  ]);
  await db.transaction((tx) => mergePeople(tx, { keeperId: keeper, otherId: other, askedEvent, now }));
  expect(await db.select().from(recommendations)).toMatchObject([{ userFeedback: "helpful" }]);
});

test("given one person twice, a sample or nobody, then nothing is joined", async () => {
  const keeper = await createPerson(db, {});
  const sample = await createPerson(db, { sampleOf: keeper, sampleName: "maya" });
  for (const otherId of [keeper, sample, crypto.randomUUID()]) {
    await expect(mergePeople(db, { keeperId: keeper, otherId, askedEvent, now })).rejects.toThrow(
      "two people",
    );
  }
  expect(await db.$count(users)).toBe(2);
});

test.each([
  ["the keeper's", "2026-03-02T09:00:00Z", "2026-03-02T08:00:00Z"],
  ["the other's", "2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"],
])(
  "given that both said something of one purchase at one bank, then %s later word holds",
  async (whose, mine, theirs) => {
    const [keeper, other] = [await insertRowEverywhere(db, tables), await insertRowEverywhere(db, tables)];
    const say = (person: Rows, notes: string, at: string) =>
      db
        .update(transactionCorrections)
        .set({ notes, saidAt: new Date(at) })
        .where(eq(transactionCorrections.userId, idOf(person)));
    await db.delete(outbox);
    await say(keeper, "the keeper's", mine);
    await say(other, "the other's", theirs);
    await merge(keeper, other);
    const held = await db.select().from(transactionCorrections);
    expect(held).toMatchObject([{ userId: idOf(keeper), notes: whose, accountId: keeper.get(accounts)?.id }]);
  },
);
