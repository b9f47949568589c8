import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";
import { connections } from "../../db/schema/money.ts";
import { createSealer } from "../../db/sealing.ts";
import { schemaTables } from "../../db/tables.ts";
import { startSimplefin } from "../fakes/simplefin-server.ts";
import { run } from "../support/child-process.ts";
import { coachInTest, kindsOfDatabase, type Place, runScript } from "../support/program.ts";

const kinds = await kindsOfDatabase();
const [embedded] = kinds;
if (embedded === undefined) throw new Error("expected the embedded database");
const tables = await schemaTables();
const newKey = () => randomBytes(32).toString("base64");
const keyIn = ({ dataFolder }: Place) => join(dataFolder, "secret.key");
const logOf = ({ dataFolder }: Place) => readFile(join(dataFolder, "coach.log"), "utf8");

/** Everything in the database, as one text. */
async function everything(db: Database): Promise<string> {
  const texts: string[] = [];
  for (const table of tables) {
    const found = await db.execute(
      sql`select t::text as line from ${sql.identifier(getTableConfig(table).name)} as t`,
    );
    texts.push(...rows(found).map(({ line }) => String(line)));
  }
  return texts.join("\n");
}

const sealedIn = (place: Place) =>
  place.look(async (db) => (await db.select().from(connections))[0]?.credentialsSealed ?? "");

/** A bridge with an account, for as long as the test. */
async function bridge() {
  const server = await startSimplefin();
  onTestFinished(() => server.close());
  const posted = Math.floor(Date.now() / 1000) - 3 * 86_400;
  server.accounts.push({
    id: "ACT-1",
    name: "Everyday Checking",
    currency: "USD",
    balance: "812.40",
    "balance-date": posted + 2 * 86_400,
    transactions: [{ id: "TRN-1", posted, amount: "-14.50", description: "CORNER DELI 0042" }],
  });
  return server;
}

/** Pastes a token in the terminal and waits until the bank has been read. */
async function connectByPaste(place: Place, token: string): Promise<string> {
  const coach = coachInTest(place);
  await coach.hear("start with my own");
  coach.say("3");
  coach.say("/connect simplefin");
  await coach.hear("paste it here");
  coach.say(token);
  await coach.hear(/SimpleFIN is connected/i);
  await coach.hear(/I found/);
  coach.say("/quit");
  const ended = await coach.ended;
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  return ended.stdout;
}

test("given a first start on a data folder, then it gets a key for its owner alone, which is said once", async () => {
  const place = await embedded.emptyPlace();
  const first = await runScript("", place);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toMatch(
    /^Setting up [^\n]*sealed with the key in secret\.key there: keep a copy of it\.\n/,
  );
  if (process.platform !== "win32") expect((await stat(keyIn(place))).mode & 0o777).toBe(0o600);
  const key = await readFile(keyIn(place), "utf8");
  const log = await logOf(place);
  expect(log.match(/made a key that seals secrets/g)).toHaveLength(1);
  expect(log).toContain(keyIn(place));
  expect(log + first.stdout).not.toContain(key.trim());
  const second = await runScript("", place);
  expect(second.stdout).not.toContain("secret.key");
  expect((await logOf(place)).match(/made a key/g)).toHaveLength(1);
  expect(await readFile(keyIn(place), "utf8")).toBe(key);
});

test.skipIf(process.platform === "win32")(
  "given a key file that others may read, then the coach does not start, and says what to do",
  async () => {
    const place = await embedded.madePlace();
    await mkdir(place.dataFolder, { recursive: true });
    await writeFile(keyIn(place), `${newKey()}\n`);
    await chmod(keyIn(place), 0o644);
    const ended = await runScript("", place);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toBe(
      `${keyIn(place)} can be read by others, and opens every secret in the database: run "chmod 600" on it.\n`,
    );
  },
);

describe.each(kinds)("on the $kind database", ({ kind, madePlace }) => {
  const key = newKey();

  async function placeWithKey(): Promise<Place> {
    const place = await madePlace();
    if (kind === "embedded") return place;
    return { ...place, env: { ...place.env, COACH_SECRET_KEY: key, SIMPLEFIN: "on" } };
  }

  test("when a setup token is pasted, then the bank is read, and nothing that opens it is stored or logged in the clear", async () => {
    const server = await bridge();
    const place = await placeWithKey();
    const given =
      kind === "embedded" ? place : { ...place, env: { ...place.env, SIMPLEFIN_BASE_URL: server.origin } };
    const token = server.newToken();
    const transcript = await connectByPaste(given, token);
    expect(transcript).toMatch(/I found 1 purchase/);
    expect(server.requests[0]).toMatchObject({ method: "POST", path: "/simplefin/claim/t1" });
    const stored = await place.look(everything);
    const secrets = [token, "secret-t1", "claim/t1", ...server.secrets()];
    for (const secret of secrets) expect(stored + (await logOf(place)), secret).not.toContain(secret);
    expect(stored).toContain("14.50");
    expect(await sealedIn(place)).toMatch(/^v1\./);
  });

  test("given a newer key before the old one, when everything is sealed anew, then the old one may go", async () => {
    const server = await bridge();
    const place = await placeWithKey();
    const given =
      kind === "embedded" ? place : { ...place, env: { ...place.env, SIMPLEFIN_BASE_URL: server.origin } };
    await connectByPaste(given, server.newToken());
    const newer = newKey();
    const older = kind === "embedded" ? (await readFile(keyIn(place), "utf8")).trim() : key;
    const before = await sealedIn(place);
    if (kind === "embedded") await writeFile(keyIn(place), `${newer}\n${older}\n`);
    const both: Readonly<Record<string, string>> =
      kind === "embedded" ? {} : { COACH_SECRET_KEY: `${newer},${older}` };
    const done = await run("src/commands/reseal.ts", {
      env: { DATA_FOLDER: place.dataFolder, ...place.env, ...both },
    });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toMatch(/^connections +1 sealed anew$/m);
    expect(done.stdout).toContain("the others are no longer needed");
    const after = await sealedIn(place);
    expect(after).not.toBe(before);
    expect(after.startsWith(createSealer([newer]).newestPrefix)).toBe(true);
    const again = await run("src/commands/reseal.ts", {
      env: {
        DATA_FOLDER: place.dataFolder,
        ...place.env,
        ...(kind === "embedded" ? {} : { COACH_SECRET_KEY: newKey() }),
      },
    });
    expect(again.code).toBe(kind === "embedded" ? 0 : 1);
    if (kind === "postgres") expect(again.stderr).toMatch(/need a key that was not given/);
  });
});

test.skipIf(kinds.length < 2)(
  "given a server and no key, then what keeps secrets is not switched on",
  async () => {
    const place = await kinds[1]?.madePlace();
    if (place === undefined) throw new Error("expected a server");
    const ended = await runScript("", { ...place, env: { ...place.env, SIMPLEFIN: "on" } });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain("SIMPLEFIN needs COACH_SECRET_KEY");
  },
);

test("given nothing to seal with, or words behind it, then sealing anew says so", async () => {
  const place = await embedded.madePlace();
  const env = { DATA_FOLDER: place.dataFolder };
  const none = await run("src/commands/reseal.ts", { env });
  expect(none).toMatchObject({ code: 1, stdout: "" });
  expect(none.stderr).toMatch(/^There is no key, so nothing is sealed/);
  const more = await run("src/commands/reseal.ts", { env, args: ["now"] });
  expect(more.stderr).toMatch(/^Run "npm run reseal" without anything behind it/);
});
