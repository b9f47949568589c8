import { expect, test } from "vitest";
import { schemaTables } from "../../db/tables.ts";
import { run } from "../support/child-process.ts";
import { emptyPostgresDatabase, postgresUrl } from "../support/postgres-database.ts";

async function lean(args: readonly string[]) {
  const ended = await run("tests/support/programs/drizzle-lean.ts", { args });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(ended.stdout);
}

const expected = { found: [{ name: "Ada" }], esModules: [], tables: (await schemaTables()).length };

test("given drizzle loaded as CommonJS, then everything works on the embedded database", async () => {
  expect(await lean([])).toEqual(expected);
});

test.skipIf(postgresUrl === null)(
  "given drizzle loaded as CommonJS, then everything works on PostgreSQL",
  async () => {
    expect(await lean([await emptyPostgresDatabase()])).toEqual(expected);
  },
);
