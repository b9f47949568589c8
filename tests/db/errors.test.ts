import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { isDatabaseAway, pgError } from "../../db/errors.ts";
import { users } from "../../db/schema/people.ts";
import { openServer } from "../../db/server.ts";
import { testDatabase } from "../support/database.ts";

const { db, kind } = await testDatabase();
const failure = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => null, pgError);

test("a refused CHECK, unique key, missing parent and missing value are told apart by code and name", async () => {
  expect(await failure(db.insert(users).values({ currency: "euro" }))).toEqual({
    code: "23514",
    constraint: "users_currency_code",
  });
  await db.insert(users).values({ email: "ada@example.org" });
  expect(await failure(db.insert(users).values({ email: "ada@example.org" }))).toEqual({
    code: "23505",
    constraint: "users_email_unique",
  });
  const nobody = "00000000-0000-4000-8000-000000000000";
  expect(
    await failure(db.execute(sql`insert into user_settings (user_id) values (${nobody}::uuid)`)),
  ).toEqual({
    code: "23503",
    constraint: "user_settings_user_id_users_id_fk",
  });
  expect(await failure(db.execute(sql`update users set timezone = null`))).toEqual({
    code: "23502",
    constraint: null,
  });
});

test("errors inside a transaction are read the same way", async () => {
  const work = db.transaction((tx) => tx.insert(users).values({ currency: "euro" }));
  expect(await failure(work)).toEqual({ code: "23514", constraint: "users_currency_code" });
});

test("a mistake in a statement is a database error, but not trouble of the database itself", async () => {
  const error = await Promise.resolve(db.execute(sql`select * from nowhere`)).catch(
    (thrown: unknown) => thrown,
  );
  expect(pgError(error)).toEqual({ code: "42P01", constraint: null });
  expect(isDatabaseAway(error)).toBe(false);
});

test("other errors are none of the database's", () => {
  expect(pgError(new Error("stop"))).toBeNull();
  expect(pgError("stop")).toBeNull();
  expect(pgError(Object.assign(new Error("stop"), { code: "EPERM" }))).toBeNull();
  expect(pgError(Object.assign(new Error("stop"), { code: "ERR_INVALID_ARG_TYPE" }))).toBeNull();
});

test.runIf(kind === "postgres")(
  "when the server ends a connection, then that is trouble of the database",
  async () => {
    const error = await Promise.resolve(db.execute(sql`select pg_terminate_backend(pg_backend_pid())`)).catch(
      (thrown: unknown) => thrown,
    );
    expect(isDatabaseAway(error)).toBe(true);
    // The next query finds another connection.
    expect(await db.select().from(users)).toEqual([]);
  },
);

test("a server that does not answer is said in one sentence, without the password", async () => {
  // Port 1 is reserved and nothing listens on it.
  const opening = openServer("postgres://coach:secret@127.0.0.1:1/coach", 1);
  await expect(opening).rejects.toThrow(
    /^The database coach at 127\.0\.0\.1 \(DATABASE_URL\) cannot be opened \((ECONNREFUSED|ENETUNREACH)\)/,
  );
  await expect(opening).rejects.not.toThrow(/secret/);
  expect(isDatabaseAway(await opening.catch((error: unknown) => error))).toBe(true);
});
