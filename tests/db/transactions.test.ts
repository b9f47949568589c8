import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { OutsideTransactionError } from "../../db/errors.ts";
import { users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

const names = async () => (await db.select({ name: users.name }).from(users)).map((row) => row.name).sort();

test("when a transaction ends well, then what it wrote is there", async () => {
  await db.transaction(async (tx) => {
    await tx.insert(users).values({ name: "Ada" });
  });
  expect(await names()).toEqual(["Ada"]);
});

test("when a transaction throws, then nothing of it is there and the error reaches the caller", async () => {
  const failing = db.transaction(async (tx) => {
    await tx.insert(users).values({ name: "Ada" });
    throw new Error("stop");
  });
  await expect(failing).rejects.toThrow("stop");
  expect(await names()).toEqual([]);
});

test("when a transaction inside a transaction throws, then only the inner one is taken back", async () => {
  await db.transaction(async (tx) => {
    await tx.insert(users).values({ name: "outer" });
    await tx
      .transaction(async (inner) => {
        await inner.insert(users).values({ name: "inner" });
        throw new Error("stop");
      })
      .catch(() => {});
    await tx.transaction(async (inner) => {
      await inner.insert(users).values({ name: "second inner" });
    });
  });
  expect(await names()).toEqual(["outer", "second inner"]);
});

const waysOutside = {
  select: () => db.select().from(users),
  insert: () => db.insert(users).values({ name: "stray" }),
  update: () => db.update(users).set({ name: "stray" }),
  delete: () => db.delete(users),
  "raw statement": () => db.execute(sql`select 1`),
  count: () => db.$count(users),
  transaction: () => db.transaction(async () => {}),
};
test.each(Object.entries(waysOutside))(
  "when a %s goes to the database inside a transaction, then it is refused instead of waiting for ever",
  async (_name, outside) => {
    await db.transaction(async (tx) => {
      await tx.insert(users).values({ name: "Ada" });
      await expect((async () => await outside())()).rejects.toThrow(OutsideTransactionError);
    });
    expect(await names()).toEqual(["Ada"]);
  },
);

test("when a prepared statement of the database runs inside a transaction, then it is refused", async () => {
  const prepared = db.select().from(users).prepare("all_users");
  expect(await prepared.execute()).toEqual([]);
  await db.transaction(async () => {
    await expect(prepared.execute()).rejects.toThrow(OutsideTransactionError);
  });
});

test("given work that a transaction started and did not wait for, when it ended, then that work may use the database", async () => {
  let finished = () => {};
  const ended = new Promise<void>((resolve) => {
    finished = resolve;
  });
  let later: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await tx.insert(users).values({ name: "Ada" });
    later = ended.then(() => db.select().from(users).where(eq(users.name, "Ada")));
  });
  finished();
  expect(await later).toHaveLength(1);
});

test("when two transactions run at once, then each may use its own and both are kept", async () => {
  const add = (name: string) =>
    db.transaction(async (tx) => {
      await tx.insert(users).values({ name });
      await tx.select().from(users);
    });
  await Promise.all([add("Ada"), add("Grace")]);
  expect(await names()).toEqual(["Ada", "Grace"]);
});
