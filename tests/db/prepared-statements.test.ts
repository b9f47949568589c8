import { eq, inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rows } from "../../db/results.ts";
import { users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";

const { db, kind } = await testDatabase();

test.runIf(kind === "postgres")(
  "given a statement with other values, then it is prepared once on its connection, and a long list is not",
  async () => {
    await db.transaction(async (tx) => {
      await tx.insert(users).values([{ name: "Ada" }, { name: "Grace" }]);
      const named = (name: string) => tx.select({ name: users.name }).from(users).where(eq(users.name, name));
      expect(await named("Ada")).toEqual([{ name: "Ada" }]);
      expect(await named("Grace")).toEqual([{ name: "Grace" }]);
      const names = Array.from({ length: 50 }, (_, number) => `person ${number}`);
      expect(await tx.select({ name: users.name }).from(users).where(inArray(users.name, names))).toEqual([]);
      const prepared = rows(
        await tx.execute(sql`
          select statement from pg_prepared_statements where statement like 'select "name" from "users" where %'`),
      );
      expect(prepared.map(({ statement }) => statement)).toEqual([
        'select "name" from "users" where "users"."name" = $1',
      ]);
    });
  },
);
