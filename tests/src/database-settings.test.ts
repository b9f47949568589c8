import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readDatabaseSettings } from "../../src/database-settings.ts";

test("given nothing, then the embedded database in ./data is used", () => {
  const expected = { folder: resolve("data"), url: null, problems: [] };
  expect(readDatabaseSettings({})).toEqual(expected);
  expect(readDatabaseSettings({ DATABASE_URL: "", DATA_FOLDER: " " })).toEqual(expected);
});

test("a folder is made absolute", () => {
  expect(readDatabaseSettings({ DATA_FOLDER: "here/coach" }).folder).toBe(join(process.cwd(), "here/coach"));
  expect(readDatabaseSettings({ DATA_FOLDER: "/var/lib/coach" }).folder).toBe("/var/lib/coach");
});

test.each([
  "postgres://coach@db/coach",
  "postgresql://coach:p%40ss@db:5432/coach?sslmode=require",
  "postgres://coach:secret@one:5432,two:5433/coach",
  "POSTGRES://db/coach",
])("%s is an address", (url) => {
  expect(readDatabaseSettings({ DATABASE_URL: url })).toMatchObject({ url, problems: [] });
});

test.each([
  ["db:5432/coach", "DATABASE_URL is not an address: expected postgres://"],
  ["mysql://me:hunter2@db/coach", "DATABASE_URL starts with mysql://: expected postgres://"],
  ["postgres://me:hun/ter2@db/coach", "with /, #, ? or @ in the password written as %2F, %23, %3F or %40."],
  ["postgres://me:hun#ter2@db/coach", "with /, #, ? or @ in the password written as %2F, %23, %3F or %40."],
])("%s is a problem, said without the password", (url, sentence) => {
  const { problems } = readDatabaseSettings({ DATABASE_URL: url });
  expect(problems).toEqual([expect.stringContaining(sentence)]);
  expect(problems.join()).not.toMatch(/hun/);
});
