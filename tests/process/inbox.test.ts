import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { transactions } from "../../db/schema/money.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";
import { joinInTerminal } from "../support/terminal-person.ts";

const [embedded, server] = await kindsOfDatabase();
const GIRO = "Date,Payee,Amount\n2026-03-14,Blue Cup,-3.20\n2026-03-15,Acme,2500.00\n";

/** A coach in a terminal whose person has said all that is asked at first. */
async function coachWithPerson(kind: NonNullable<typeof embedded>) {
  const place = await kind.madePlace();
  const coach = coachInTest(place);
  await joinInTerminal(coach);
  return { place, coach, inbox: join(place.dataFolder, "inbox") };
}

/** Waits for a file to be where it belongs. */
const holds = (folder: string, names: readonly string[]) =>
  expect.poll(async () => (await readdir(folder)).sort(), { timeout: 60_000, interval: 200 }).toEqual(names);

test("a file in the drop folder is offered in the chat, and moved aside when it is through; a path does too", async () => {
  if (embedded === undefined) throw new Error("an embedded database was expected");
  const { place, coach, inbox } = await coachWithPerson(embedded);
  await writeFile(join(inbox, "half.csv.part"), GIRO);
  await writeFile(join(inbox, "giro.csv"), GIRO);
  await coach.hear("I'm reading it");
  const shown = await coach.hear("2 don't");
  expect(shown).toContain('A CSV with 2 rows, Saturday 14 to Sunday 15 March, for "giro".');
  coach.say("store");
  expect(await coach.hear("[undo]")).toContain('Stored: 2 rows added to "giro"');
  await holds(join(inbox, "done"), ["giro.csv"]);

  // Another file of the same name is another file.
  await writeFile(join(inbox, "giro.csv"), `${GIRO}2026-03-16,Inn,-9.00\n`);
  await coach.hear("2 don't");
  coach.say("don't");
  await coach.hear("nothing of it is stored");
  await holds(join(inbox, "dropped"), ["giro.csv"]);
  await writeFile(join(inbox, "giro.csv"), `${GIRO}2026-03-16,Inn,-9.00\n`);
  await coach.hear("2 don't");
  coach.say("1");
  await coach.hear("1 row added");
  await holds(join(inbox, "done"), ["giro (2).csv", "giro.csv"]);
  await holds(inbox, ["done", "dropped", "half.csv.part"]);

  await mkdir(join(place.dataFolder, "my files"));
  const path = join(place.dataFolder, "my files", "card.csv");
  await writeFile(
    path,
    "Date,Payee,Amount,Balance\n2026-03-14,Bakery,-2.00,98.00\n2026-03-15,Inn,-3.00,95.00\n",
  );
  coach.say(`/import "${path}"`);
  expect(await coach.hear("2 don't")).toContain('for "card"');
  coach.say("store");
  await coach.hear("2 rows added");
  coach.say("/import /no/such/file.csv");
  await coach.hear("There is no file at that path.");
  coach.say("/import");
  await coach.hear("folder inbox of the data folder");
  coach.end();
  expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
  expect(await place.look((db) => db.$count(transactions))).toBe(5);
  expect(await readdir(join(place.dataFolder, "my files"))).toEqual(["card.csv"]);
});

test.skipIf(server === undefined)(
  "given a terminal on a server, then a path is not opened, and it says what can be done",
  async () => {
    if (server === undefined) return;
    const { place, coach } = await coachWithPerson(server);
    const path = join(place.dataFolder, "giro.csv");
    await writeFile(path, GIRO);
    coach.say(`/import ${path}`);
    await coach.hear("npm run import");
    coach.end();
    await coach.ended;
  },
);
