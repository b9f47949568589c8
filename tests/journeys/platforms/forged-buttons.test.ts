import { type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { questionToken, standingToken } from "../../../bot/message.ts";
import { rows } from "../../../db/results.ts";
import { schemaTables } from "../../../db/tables.ts";
import { collectLog, type LogLine } from "../../fakes/chat.ts";
import { telegramUnderTest } from "../../fakes/telegram-adapter.ts";
import { telegramPerson } from "../../fakes/telegram-person.ts";
import { testDatabase } from "../../support/database.ts";
import { insertRowEverywhere } from "../../support/database-rows.ts";
import { engineBehind } from "../../support/engine-behind.ts";
import { IMPERSONAL_TABLES } from "../../support/impersonal-tables.ts";

const { db } = await testDatabase();
const clock = () => new Date("2026-11-23T08:00:00Z");
const tables = await schemaTables();
const VICTIM_CHAT = 777;
/** Stands in every text of the victim, whose energy is a number that no button says. */
const MARK = "zebra";
const NEVER_SAID = /zebra|energy 13\b/i;
/** The buttons that stay good for ever: each is tried with everything that is the victim's. */
const ACTIONS = [
  "fix",
  "undo",
  "helpful",
  "not-helpful",
  "why",
  "crisis",
  "read",
  "snooze",
  "show",
  "link",
  "platform",
  "check-in",
  "do",
  "slack-privacy",
  "bank",
  "money-undo",
  "feedback-undo",
  "wake-undo",
  "worth",
  ...["spent:list", "spent:picture"],
  ...["open", "page", "pick", "need", "choice", "once", "repeats", "note", "split", "category", "cat"].map(
    (what) => `tx:${what}`,
  ),
  ...["undo", "reopen", "bought", "dropped", "keep", "open"].map((what) => `park:${what}`),
  ...["undo", "end", "resume", "yes", "not-today"].map((what) => `plan:${what}`),
  ...["only", "always"].map((what) => `tx:${what}`),
];
/** What stands between some of these and an id. */
const AMID = ["join", "not-me", "yes", "no", "2026-11-23", "need", "off"] as const;

/** Somebody with a row in every table, whose texts hold a mark. @returns their ids, and a look at all that is theirs */
async function makeVictim() {
  const inserted = await insertRowEverywhere(db, tables);
  const own = [...inserted].filter(([table]) => !(IMPERSONAL_TABLES as readonly unknown[]).includes(table));
  const row = (name: string) => own.find(([table]) => getTableConfig(table).name === name)?.[1];
  const userId = row("users")?.id ?? "";
  const mark = (table: string, column: string, key: string) =>
    db.execute(sql.raw(`update ${table} set ${column} = '${MARK} ${column}' where ${key} = '${userId}'`));
  await mark("users", "name", "id");
  await mark("mood_entries", "notes", "user_id");
  await mark("recommendations", "message", "user_id");
  await mark("transactions", "merchant_name", "user_id");
  await mark("accounts", "account_name", "user_id");
  await db.execute(
    sql`update mood_entries set mood_score = -5, energy_level_self_reported = 13 where user_id = ${userId}`,
  );
  await db.execute(
    sql`update chat_identities set platform = 'telegram', platform_user_id = ${`${VICTIM_CHAT}`}, chat_id = ${`${VICTIM_CHAT}`} where user_id = ${userId}`,
  );
  const look = async () => {
    const seen: unknown[] = [];
    for (const [table] of own) {
      const { name } = getTableConfig(table);
      const theirs: SQL = sql.raw(`${name === "users" ? "id" : "user_id"} = '${userId}'`);
      const found = await db.execute(sql`select to_jsonb(t)::text as row from ${table} t where ${theirs}`);
      seen.push([name, rows(found).map(({ row: text }) => text)]);
    }
    return seen;
  };
  const ids = own.flatMap(([, values]) => (values.id === undefined ? [] : [values.id ?? ""]));
  return { look, ids: [...ids, userId] };
}

test("given any forged button, then nothing fails, nothing of another person is said, and nothing of theirs changes", async () => {
  const victim = await makeVictim();
  const before = await victim.look();
  expect(JSON.stringify(before)).toContain(MARK);
  const lines: LogLine[] = [];
  const log = collectLog(lines);
  const under = await telegramUnderTest("webhook", { log, clock });
  const { adapter, dispatcher } = engineBehind(under.adapter, { db, log, clock });
  const running = adapter.run(async (event) => void (await dispatcher.handle(event)));
  await under.listens();
  const mallory = telegramPerson(under.telegram, 666);
  await mallory.say("/start");
  await mallory.say("5/7, tired, energy 40");

  const id = fc.oneof(
    fc.constantFrom(...victim.ids, ...AMID, "__proto__", "constructor", "morning_nudge", "", "1", "-1"),
    fc.constantFrom("on", "off", "settings", "slack_privacy", "start", "telegram", "slack", "terminal"),
    fc.uuid(),
    fc.string({ maxLength: 40 }),
  );
  const choice = fc.oneof(
    fc.constantFrom("1", "7", "good", "skip", "fix", "which", "own", "maya", "Europe/Berlin", "EUR", "21:00"),
    id,
  );
  const action = fc
    .tuple(fc.constantFrom(...ACTIONS, "__proto__"), id, fc.option(id, { nil: undefined }))
    .map((parts) => parts.filter((part) => part !== undefined).join(":"));
  const data = fc
    .oneof(
      { weight: 3, arbitrary: action.map(standingToken) },
      {
        weight: 3,
        arbitrary: fc.tuple(fc.integer({ min: -1, max: 20 }), choice).map(([n, c]) => questionToken(n, c)),
      },
      fc.string({ unit: "grapheme", maxLength: 64 }),
      fc.constantFrom("done", "c1:", "s1:", "c1:999999999999:1", "c1:1:\0", "\ud800"),
    )
    .filter((token) => token !== "");
  const keys = fc.array(fc.record({ text: fc.constantFrom("a", "✅ a", "done"), callback_data: data }), {
    maxLength: 4,
  });
  const forged = fc.record({
    data,
    keyboard: fc.option(fc.array(keys, { maxLength: 4 }), { nil: undefined }),
    confirms: fc.boolean(),
    chat: fc.constantFrom(666, 666, 666, VICTIM_CHAT),
  });

  let taps = 0;
  async function press(token: string, chat: number, markup?: readonly object[]): Promise<void> {
    const status = await under.telegram.deliver({
      callback_query: {
        id: `forged-${taps++}`,
        from: { id: 666, is_bot: false, first_name: "M" },
        chat_instance: "1",
        data: token,
        message: {
          message_id: 1,
          date: 1,
          chat: { id: chat, type: "private" },
          ...(markup === undefined ? {} : { reply_markup: { inline_keyboard: markup } }),
        },
      },
    });
    expect(status).toBe(200);
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  }

  for (const name of ACTIONS) {
    for (const theirs of victim.ids) await press(standingToken(`${name}:${theirs}`), 666);
  }
  for (const amid of AMID) {
    for (const theirs of victim.ids) {
      await press(standingToken(`${/^\d/.test(amid) ? "check-in" : "link"}:${amid}:${theirs}`), 666);
    }
  }
  await fc.assert(
    fc.asyncProperty(forged, async ({ data: token, keyboard, confirms, chat }) => {
      const withDone = [...(keyboard ?? []), [{ text: "done", callback_data: "done" }]];
      await press(confirms ? "done" : token, chat, confirms ? withDone : keyboard);
    }),
    { numRuns: 250 },
  );
  await adapter.stop();
  await running;
  expect(await victim.look()).toEqual(before);
  const said = mallory.shown().map(({ text }) => text);
  expect(said.length).toBeGreaterThan(100);
  expect(said.join("\n")).not.toMatch(NEVER_SAID);
  expect(under.telegram.shown(String(VICTIM_CHAT))).toEqual([]);
  await under.end();
}, 120_000);
