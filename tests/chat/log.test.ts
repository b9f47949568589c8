import { join } from "node:path";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { expect, test } from "vitest";
import { describeError } from "../../bot/log.ts";
import { render } from "../../prompts/index.ts";

const root = join(import.meta.dirname, "../..");

function withStack(...lines: string[]): Error {
  const error = new Error("I spent 12 on coffee");
  error.stack = ["Error: I spent 12 on coffee", ...lines.map((line) => `    at ${line}`)].join("\n");
  return error;
}

test("given an error of our own, then its place is told and its message is not", () => {
  try {
    render("no-such/template");
  } catch (error) {
    expect(describeError(error)).toEqual({
      error: "Error",
      at: expect.stringMatching(/^prompts\/index\.ts:\d+$/),
    });
    return;
  }
  throw new Error("nothing was thrown");
});

test("given a driver's error, then the library's own src folder is not taken for ours", () => {
  const driver = `${root}/node_modules/postgres/src/connection.js:790:26`;
  const ours = `${root}/db/queries/people.ts:12:5`;
  expect(describeError(withStack(`ErrorResponse (${driver})`, `async lockChat (${ours})`)).at).toBe(
    "db/queries/people.ts:12",
  );
  const byAddress = [driver, ours].map((place) => place.replace(root, pathToFileURL(root).href));
  expect(describeError(withStack(`ErrorResponse (${byAddress[0]})`, `async ${byAddress[1]}`)).at).toBe(
    "db/queries/people.ts:12",
  );
  expect(describeError(withStack(`ErrorResponse (${driver})`))).toEqual({ error: "Error" });
});

test("given a place in another program's src, or in the message itself, then none is told", () => {
  expect(describeError(withStack("main (/opt/other/src/main.ts:1:1)"))).toEqual({ error: "Error" });
  const message = new Error(`see ${root}/src/secret.ts:1`);
  message.stack = `Error: see ${root}/src/secret.ts:1\n    at node:internal/timers:1:1`;
  expect(describeError(message)).toEqual({ error: "Error" });
});

test("given a server that does not answer, then no place in the driver is taken for ours", async () => {
  const sql = postgres("postgres://127.0.0.1:1/none", { max: 1 });
  const error = await sql`select 1`.catch((failure: unknown) => failure);
  expect(error instanceof Error && error.stack).toContain("node_modules/postgres/src/");
  expect(describeError(error)).not.toHaveProperty("at");
  await sql.end();
});
