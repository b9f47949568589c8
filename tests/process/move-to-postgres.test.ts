import { join } from "node:path";
import { eq, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import type { Database } from "../../db/client.ts";
import { openFolder } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { rows } from "../../db/results.ts";
import { conversations, outbox } from "../../db/schema/chat.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { openServer } from "../../db/server.ts";
import { schemaTables } from "../../db/tables.ts";
import { keyFile, makeKeyFile } from "../../src/secret-key.ts";
import { run } from "../support/child-process.ts";
import { insertRow, insertRowEverywhere } from "../support/database-rows.ts";
import { emptyPostgresDatabase, postgresUrl } from "../support/postgres-database.ts";
import { tempFolder } from "../support/temp-folder.ts";

const temp = await tempFolder();
const tables = await schemaTables();
const MOVE = "src/commands/move-to-postgres.ts";
const MANY = 1203;

/** Every row of a table as one text, in an order that does not depend on where they lie. */
async function content(db: Database, table: PgTable): Promise<readonly unknown[]> {
  const columns = getTableConfig(table).columns.map((column) => sql`${sql.identifier(column.name)}::text`);
  const all: SQL = sql.join(columns, sql`, `);
  const found = await db.execute(sql`select json_build_array(${all})::text as row from ${table}`);
  return rows(found)
    .map((row) => row.row)
    .sort();
}

describe.skipIf(postgresUrl === null)("moving to a PostgreSQL server", () => {
  test("copies every row of every table as it is, leaves the folder alone, and does not do it twice", async () => {
    const folder = join(temp, "data");
    const source = await openFolder(folder);
    await migrateDatabase(source);
    const ada = await insertRowEverywhere(source.db, tables, { name: 'Ada \\ "quoted" 😀\nNULL', email: "" });
    const adaId = String(ada.get(users)?.id);
    // The sample person's row is older than its owner's in the file, and a sample may have one of its own.
    const sample = await insertRowEverywhere(source.db, tables, { sample_of: adaId, sample_name: "short" });
    await insertRow(source.db, users, { sample_of: String(sample.get(users)?.id), sample_name: "deeper" });
    await source.db.update(users).set({ name: "moved to the end of the table" }).where(eq(users.id, adaId));
    // A JSON null is not an absent value, and a number keeps its last zeros.
    await source.db.execute(
      sql`update conversations set flow = 'check-in', state = 'null' where user_id = ${adaId}`,
    );
    await source.db.update(userSettings).set({ weeklyBudget: "123456789.123456789000" });
    await source.db.execute(sql`
      insert into event_log (user_id, event_type, metadata, timestamp)
      select ${adaId}::uuid, 'something_happened', jsonb_build_object('n', n), 'epoch'::timestamptz + n * interval '1.000001 s'
      from generate_series(1, ${MANY}::int) as n`);
    // Numbers that were given out are not given out again, not even those of rows that are gone.
    const identity = await source.db.execute(sql`select currval('outbox_sequence_seq')::int as last`);
    const before = await Promise.all(tables.map((table) => content(source.db, table)));
    await source.close();
    await makeKeyFile(folder);

    const url = await emptyPostgresDatabase();
    const env = { DATA_FOLDER: folder, DATABASE_URL: url };
    const moved = await run(MOVE, { env });
    expect(moved).toMatchObject({ code: 0, stderr: "" });
    expect(moved.stdout).toMatch(new RegExp(`^event_log +${MANY + 2}$`, "m"));
    expect(moved.stdout).toMatch(/^users +3$/m);
    expect(moved.stdout).toContain(`${folder} is left as it was.`);
    expect(moved.stdout).toContain(
      `${keyFile(folder)}: give it to every coach on the server as COACH_SECRET_KEY`,
    );

    const target = await openServer(url);
    for (const [index, table] of tables.entries()) {
      expect(await content(target.db, table), getTableConfig(table).name).toEqual(before[index]);
    }
    const [nullState] = rows(
      await target.db.execute(
        sql`select jsonb_typeof(state) as kind from conversations where user_id = ${adaId}`,
      ),
    );
    expect(nullState?.kind).toBe("null");
    const [next] = await target.db
      .insert(outbox)
      .values({
        userId: adaId,
        identityId: String(
          (await target.db.select({ id: outbox.identityId }).from(outbox).where(eq(outbox.userId, adaId)))[0]
            ?.id,
        ),
        kind: "reply",
        dedupeKey: "next",
        message: {},
      })
      .returning({ sequence: outbox.sequence });
    expect(next?.sequence).toBe(Number(rows(identity)[0]?.last) + 1);

    const again = await run(MOVE, { env });
    expect(again.code).toBe(1);
    expect(again.stderr).toBe(
      "The database at DATABASE_URL already has people in it (3): choose an empty one; nothing was changed.\n",
    );
    expect(await target.db.$count(eventLog)).toBe(MANY + 2);
    await target.close();

    const still = await openFolder(folder);
    expect(await Promise.all(tables.map((table) => content(still.db, table)))).toEqual(before);
    expect(await still.db.$count(conversations)).toBe(2);
    await still.close();
  });

  test("given a folder the coach never finished to set up, then nothing is copied and the sentence says what to do", async () => {
    const folder = join(temp, "unmigrated");
    await (await openFolder(folder)).close();
    const ended = await run(MOVE, {
      env: { DATA_FOLDER: folder, DATABASE_URL: await emptyPostgresDatabase() },
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("start the coach on it once (without DATABASE_URL), quit, then move");
  });

  test("given a folder in use, then nothing is copied", async () => {
    const folder = join(temp, "in-use");
    const running = await openFolder(folder);
    const ended = await run(MOVE, {
      env: { DATA_FOLDER: folder, DATABASE_URL: await emptyPostgresDatabase() },
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`The data folder ${folder} is in use by another coach`);
    await running.close();
  });
});

test.each([
  ["no address", {}, "DATABASE_URL is not set"],
  [
    "an address of another kind",
    { DATABASE_URL: "mysql://root@localhost/coach" },
    "DATABASE_URL starts with mysql://",
  ],
  ["no data", { DATABASE_URL: "postgres://coach@127.0.0.1:1/coach" }, "There is no database in "],
])("given %s, then the move ends with one sentence and code 1", async (_what, env, sentence) => {
  const ended = await run(MOVE, { env: { DATA_FOLDER: join(temp, "nothing"), ...env } });
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toContain(sentence);
  expect(ended.stderr.trim().split("\n")).toHaveLength(1);
});
