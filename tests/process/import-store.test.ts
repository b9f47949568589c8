import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { seededRandom } from "../../coaching/model/random.ts";
import type { Database } from "../../db/client.ts";
import { createPerson } from "../../db/queries/people.ts";
import { rows } from "../../db/results.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { imports } from "../../db/schema/money-in.ts";
import { run, start } from "../support/child-process.ts";
import { coachInTest, kindsOfDatabase, type Place } from "../support/program.ts";
import { tempFolder } from "../support/temp-folder.ts";

const IMPORT = "src/commands/import.ts";
const kinds = await kindsOfDatabase();
const folder = await tempFolder();
const HOME = { timezone: "Europe/Berlin", currency: "EUR" };
const KILLS = 4;
const LONG = 8000;

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
const settings = ({ dataFolder, env }: Place) => ({ DATA_FOLDER: dataFolder, ...env });
const GIRO = "Date,Payee,Amount\n2026-03-14,Blue Cup,-3.20\n2026-03-14,Blue Cup,-3.20\n2026-03-15,Acme,\n";

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "a file is shown, and stored with --yes; again it adds nothing (%s)",
  async (_, kind) => {
    const place = await kind.madePlace();
    const path = await fileOf("giro.csv", GIRO);
    const env = settings(place);
    const nobody = await run(IMPORT, { args: [path, "--yes"], env });
    expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('run "npm start" first') });
    const ada = await place.look((db) => createPerson(db, { ...HOME, email: "ada@example.org" }));
    const unasked = await run(IMPORT, { args: [path], env });
    expect(unasked).toMatchObject({ code: 1, stderr: "Nothing was stored: add --yes to store it.\n" });
    expect(unasked.stdout).toContain("€3.20 spent, Blue Cup");
    const stored = await run(IMPORT, { args: [path, "--yes", "--account=Everyday"], env });
    expect(stored).toMatchObject({ code: 0, stderr: "" });
    expect(stored.stdout).toContain("Left out, by line: 4, no amount.");
    expect(stored.stdout).toContain('Stored: 2 rows added to "Everyday", Saturday 14 March.');
    const again = await run(IMPORT, { args: [path, "--yes"], env });
    expect(again.stdout).toContain('Nothing new in it: "Everyday" had its 2 rows already.');

    const open = await fileOf("open.csv", "Date,Payee,Amount\n03/04/2026,a,-1.00\n05/06/2026,b,-1.00\n");
    const asked = await run(IMPORT, { args: [open, "--yes"], env });
    expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining("--day-first or --month-first") });

    const grace = await place.look((db) => createPerson(db, { ...HOME, email: "grace@example.org" }));
    const whose = await run(IMPORT, { args: [open, "--yes", "--day-first"], env });
    expect(whose).toMatchObject({ code: 1, stderr: expect.stringContaining("--person=EMAIL") });
    const unknown = await run(IMPORT, { args: [open, "--yes", "--day-first", "--person=x"], env });
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("names nobody") });
    const args = [open, "--yes", "--day-first", "--person=GRACE@example.org"];
    expect(await run(IMPORT, { args, env })).toMatchObject({ code: 0, stderr: "" });
    const found = await place.look(async (db) => ({
      owners: await db.select({ userId: transactions.userId }).from(transactions),
      states: (await db.select().from(imports)).map(({ state }) => state),
      names: (await db.select().from(accounts)).map(({ accountName }) => accountName).sort(),
      errands: rows(
        await db.execute(sql`select data ->> 'kind' as kind from jobs.job where name = 'errands'`),
      ),
    }));
    expect(found.owners.map(({ userId }) => userId).sort()).toEqual([ada, ada, grace, grace].sort());
    expect(found.states).toEqual(["stored", "stored", "stored"]);
    expect(found.names).toEqual(["Everyday", "open"]);
    expect(new Set(found.errands.map((row) => row.kind))).toEqual(new Set(["understand-money"]));
  },
);

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "what the command stored it takes back, the last file first (%s)",
  async (_, kind) => {
    const place = await kind.madePlace();
    const env = settings(place);
    await place.look((db) => createPerson(db, HOME));
    const first = await fileOf("giro.csv", GIRO);
    const second = await fileOf("more.csv", `${GIRO}2026-03-16,Inn,-9.00\n`);
    await run(IMPORT, { args: [first, "--yes"], env });
    const stored = await run(IMPORT, { args: [second, "--yes"], env });
    expect(stored.stdout).toContain("npm run import -- --undo takes it back.");
    const unasked = await run(IMPORT, { args: ["--undo"], env });
    expect(unasked).toMatchObject({ code: 1, stderr: "Nothing was changed: add --yes to take it back.\n" });
    const left: number[] = [];
    const said: string[] = [];
    for (let times = 0; times < 3; times++) {
      const undone = await run(IMPORT, { args: ["--undo", "--yes"], env });
      said.push(undone.stdout.trimEnd());
      left.push(await place.look((db) => db.$count(transactions)));
    }
    expect(left).toEqual([2, 0, 0]);
    expect(said).toEqual([
      "The last file stored by this command is more.csv.\nTaken back: 1 row from that file, out again.",
      "The last file stored by this command is giro.csv.\nTaken back: 2 rows from that file, out again.",
      "No file that was stored by this command is left to take back.",
    ]);
  },
);

test("given a coach that runs on the embedded database, then it says where else the file can go", async () => {
  const [embedded] = kinds;
  const place = await embedded?.madePlace();
  if (place === undefined) throw new Error("an embedded place was expected");
  const coach = coachInTest(place);
  await coach.hear("coach  ");
  const path = await fileOf("giro.csv", GIRO);
  const refused = await run(IMPORT, { args: [path, "--yes"], env: settings(place) });
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain(`put the file into ${join(place.dataFolder, "inbox")}`);
  coach.end();
  await coach.ended;
});

/** The table without what differs from run to run. */
async function tableOf(db: Database): Promise<readonly string[]> {
  const found = await db.execute(sql`
    select concat_ws('|', a.account_name, t.external_id, t.local_date, t.timestamp, t.amount, t.currency, t.raw_name,
      t.merchant_name) as row
    from transactions t join accounts a on a.user_id = t.user_id and a.id = t.account_id order by 1`);
  return rows(found).map(({ row }) => String(row));
}

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  `an import that is killed ${KILLS} times leaves nothing half, and the next one gives the same table (%s)`,
  { timeout: 600_000 },
  async (name, kind) => {
    const random = seededRandom(`kill an import ${name}`);
    const line = (at: number) =>
      `2026-0${1 + (at % 9)}-1${at % 9},Shop ${at % 700},-${at % 50}.${10 + (at % 90)}\n`;
    const content = Array.from({ length: LONG }, (_, at) => line(at)).join("");
    const path = await fileOf("long.csv", `Date,Payee,Amount\n${content}`);
    const prepared = async () => {
      const place = await kind.madePlace();
      await place.look((db) => createPerson(db, HOME));
      return place;
    };
    const calm = await prepared();
    const began = performance.now();
    const whole = start(IMPORT, { args: [path, "--yes"], env: settings(calm) });
    await whole.line("The first ones as I read them");
    const shownAt = performance.now();
    expect(await whole.ended).toMatchObject({ code: 0, stderr: "" });
    const took = performance.now() - shownAt;
    const expected = await calm.look(tableOf);
    expect(expected).toHaveLength(LONG);

    const place = await prepared();
    const env = settings(place);
    const left: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const program = start(IMPORT, { args: [path, "--yes"], env });
      await program.line("The first ones as I read them");
      await pause(took * ((kill + random()) / KILLS));
      await program.kill();
      const found = await place.look(tableOf);
      left.push(found.length);
      if (found.length > 0) expect(found).toEqual(expected);
      else expect(await place.look((db) => db.$count(accounts))).toBe(0);
    }
    expect(await run(IMPORT, { args: [path, "--yes"], env })).toMatchObject({ code: 0, stderr: "" });
    expect(await place.look(tableOf)).toEqual(expected);
    console.log(
      `${name}: an import of ${LONG} rows (${Math.round(took)} ms after ${Math.round(shownAt - began)} ms) killed ${KILLS} times, rows left: ${left.join(", ")}`,
    );
    expect(left[0]).toBe(0);
  },
);
