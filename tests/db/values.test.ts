import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { affected, pgArray, rows } from "../../db/results.ts";
import { chatIdentities, conversations, outbox } from "../../db/schema/chat.ts";
import { correlationInsights } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { accounts } from "../../db/schema/money.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

async function person(): Promise<string> {
  const [made] = await db.insert(users).values({}).returning({ id: users.id });
  if (made === undefined) throw new Error("expected a person");
  return made.id;
}

const TEXTS = [
  "",
  'it\'s "quoted" \\ and {braced}, with $1 and %s and ; -- no comment',
  "tab\tnewline\r\nend",
  "Zürich 日本語 العربية שלום",
  "😀👩‍👩‍👧‍👦 e\u0301 \u200b\ufeff",
  "NULL",
  "\u{1F600}".repeat(1000),
];

test.each(TEXTS)("the text %j comes back as it was", async (text) => {
  const userId = await person();
  await db
    .insert(moodEntries)
    .values({ userId, timestamp: new Date(0), localDate: "2026-03-02", notes: text });
  expect(await db.select({ notes: moodEntries.notes }).from(moodEntries)).toEqual([{ notes: text }]);
  const [raw] = rows(await db.execute(sql`select ${text}::text as it`));
  expect(raw?.it).toBe(text);
});

test("a text with a NUL character, which no PostgreSQL can hold, is refused and the connection goes on", async () => {
  await expect(db.update(users).set({ name: "a\u0000b" })).rejects.toThrow();
  await expect(db.select().from(users)).resolves.toEqual([]);
});

test.each(["0", "0.10", "-12.50", "123456789012.345678901234567890", "0.1", "999999999999.99"])(
  "the number %s keeps every digit",
  async (amount) => {
    const userId = await person();
    await db.insert(accounts).values({
      userId,
      provider: "simulated",
      externalAccountId: "1",
      accountName: "Checking",
      accountType: "checking",
      currency: "EUR",
      balance: amount,
    });
    expect(await db.select({ balance: accounts.balance }).from(accounts)).toEqual([{ balance: amount }]);
    const [sum] = await db.select({ sum: sql<string>`sum(${accounts.balance})::text` }).from(accounts);
    expect(sum?.sum).toBe(amount);
  },
);

test.each([0.1, -1, 1, 1 / 3, -0.000123456789012345])("the float %d comes back exactly", async (strength) => {
  const userId = await person();
  await db.insert(correlationInsights).values({
    userId,
    detectedAt: new Date(0),
    signalType: "sleep_to_spending",
    state: "emerging",
    lookedOn: "2026-03-01",
    correlationStrength: strength,
    description: "",
  });
  const [found] = await db.select({ r: correlationInsights.correlationStrength }).from(correlationInsights);
  expect(found?.r).toBe(strength);
});

test.each(["2026-03-29", "1999-12-31", "2024-02-29", "0099-01-01"])(
  "the local date %s comes back as the same text, whatever the process's time zone",
  async (date) => {
    const userId = await person();
    await db.insert(moodEntries).values({ userId, timestamp: new Date(0), localDate: date });
    expect(await db.select({ date: moodEntries.localDate }).from(moodEntries)).toEqual([{ date }]);
    const [raw] = rows(await db.execute(sql`select ${date}::date as it`));
    expect(raw?.it).toBe(date);
  },
);

test.each([
  "2026-03-29T01:30:00.000Z",
  "2026-10-25T00:59:59.999Z",
  "1883-11-18T16:00:00.123Z",
  "1970-01-01T00:00:00.000Z",
  "2999-12-31T23:59:59.999Z",
])("the instant %s comes back to the millisecond", async (iso) => {
  const userId = await person();
  const instant = new Date(iso);
  await db.insert(moodEntries).values({ userId, timestamp: instant, localDate: "2026-03-02" });
  const [found] = await db.select({ at: moodEntries.timestamp }).from(moodEntries);
  expect(found?.at).toEqual(instant);
  expect(await db.$count(moodEntries, eq(moodEntries.timestamp, instant))).toBe(1);
  const [raw] = rows(await db.execute(sql`select ${instant}::timestamptz as it`));
  expect(new Date(String(raw?.it))).toEqual(instant);
});

test("a time of day comes back with its seconds", async () => {
  const userId = await person();
  await db.insert(userSettings).values({ userId, moodReminderTime: "07:50" });
  expect(await db.select({ at: userSettings.moodReminderTime }).from(userSettings)).toEqual([
    { at: "07:50:00" },
  ]);
});

// drizzle parses a JSON text a second time when it looks like JSON ("12" comes back as 12): columns hold objects
// and lists only.
test.each([
  [[]],
  [["a", 'it\'s "b"', "ü,{}\\"]],
  [{ nested: { list: [1, 2.5, null, true], text: "null" }, empty: {} }],
  ["a text"],
  [0],
  [false],
])("the JSON %j comes back as it was", async (value) => {
  const userId = await person();
  await db.insert(conversations).values({ userId, memory: value });
  const [found] = await db.select({ memory: conversations.memory }).from(conversations);
  expect(found?.memory).toEqual(value);
  const [kind] = rows(await db.execute(sql`select jsonb_typeof(memory) as kind from conversations`));
  expect(kind?.kind).toBe(Array.isArray(value) ? "array" : typeof value);
});

test("a list of texts in a JSON column comes back as a list", async () => {
  const userId = await person();
  await db.insert(moodEntries).values({
    userId,
    timestamp: new Date(0),
    localDate: "2026-03-02",
    emotionTags: ["tired", "it's fine"],
  });
  const [found] = await db.select({ tags: moodEntries.emotionTags }).from(moodEntries);
  expect(found?.tags).toEqual(["tired", "it's fine"]);
  expect(await db.$count(moodEntries, sql`${moodEntries.emotionTags} ? 'tired'`)).toBe(1);
});

test("an object in a raw statement is JSON, a Date is an instant", async () => {
  const [found] = rows(
    await db.execute(
      sql`select ${{ a: [1] }}::jsonb as object, (${new Date(0)}::timestamptz)::text as instant`,
    ),
  );
  expect(found?.object).toEqual({ a: [1] });
  expect(found?.instant).toMatch(/^1970-01-01 00:00:00\+00/);
});

test("numbers of rows are numbers, and whole numbers beyond 2^53 keep every digit", async () => {
  const [found] = rows(
    await db.execute(
      sql`select count(*) as none, 9007199254740991::int8 as safe, 9007199254740993::int8 as large from users`,
    ),
  );
  expect(found).toEqual({ none: 0, safe: 9_007_199_254_740_991, large: 9_007_199_254_740_993n });
});

test("what the outbox numbers by itself are growing numbers", async () => {
  const userId = await person();
  const [identity] = await db
    .insert(chatIdentities)
    .values({ userId, platform: "terminal", platformUserId: "me", chatId: "me" })
    .returning();
  const write = async (dedupeKey: string) => {
    const [row] = await db
      .insert(outbox)
      .values({ userId, identityId: identity?.id ?? "", kind: "reply", dedupeKey, message: { text: "hi" } })
      .returning({ sequence: outbox.sequence });
    return row?.sequence ?? Number.NaN;
  };
  const first = await write("1");
  expect(await write("2")).toBeGreaterThan(first);
});

test("an array parameter keeps texts, nulls, numbers, dates and instants", async () => {
  const one = async (array: string, type: string) => {
    const found = await db.execute(
      sql`select it::text from unnest(${array}::text::${sql.raw(type)}[]) as it`,
    );
    return rows(found).map((row) => row.it);
  };
  expect(await one(pgArray([...TEXTS, null]), "text")).toEqual([...TEXTS, null]);
  expect(await one(pgArray(["1.50", null, 2]), "numeric")).toEqual(["1.50", null, "2"]);
  expect(await one(pgArray([1, null, 9_007_199_254_740_993n]), "int8")).toEqual([
    "1",
    null,
    "9007199254740993",
  ]);
  expect(await one(pgArray(["2026-03-29", null]), "date")).toEqual(["2026-03-29", null]);
  expect(await one(pgArray([true, null, false]), "boolean")).toEqual(["true", null, "false"]);
  expect(await one(pgArray([]), "date")).toEqual([]);
  const [instant] = await one(pgArray([new Date("2026-03-29T01:30:00.123Z")]), "timestamptz");
  expect(instant).toBe("2026-03-29 01:30:00.123+00");
});

test("any list of texts goes through an array parameter unharmed", async () => {
  const text = fc
    .string({ unit: "binary" })
    .filter((value) => !value.includes("\u0000") && value.isWellFormed());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
      const found = await db.execute(
        sql`select it from unnest(${pgArray(values)}::text::text[]) with ordinality as list(it, place) order by place`,
      );
      expect(rows(found).map((row) => row.it)).toEqual(values);
    }),
    { numRuns: 200 },
  );
});

test("a statement's count of changed rows is known", async () => {
  await person();
  await person();
  expect(affected(await db.execute(sql`update users set name = 'x'`))).toBe(2);
  expect(affected(await db.execute(sql`delete from users where name = 'y'`))).toBe(0);
  expect(rows(await db.execute(sql`delete from users where name = 'y' returning id`))).toEqual([]);
});
