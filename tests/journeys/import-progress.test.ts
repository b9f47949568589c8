import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { plainText } from "../../bot/message.ts";
import { changeImport, findImport } from "../../db/queries/imports.ts";
import { imports } from "../../db/schema/money-in.ts";
import { storingPart } from "../../src/imports/messages.ts";
import { tellProgress } from "../../src/jobs/import-progress.ts";
import { testDatabase } from "../support/database.ts";
import { importChat } from "../support/import-chat.ts";

const database = await testDatabase();
const { db } = database;
const CSV = "Date,Payee,Amount\n2026-11-14,Blue Cup,-3.20\n2026-11-15,Acme,25.00\n";

test("a long import says in its one message how far it is, and nothing more once it is through", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  await chat.tap("store");
  const [{ userId, id } = { userId: "", id: "" }] = await db.select().from(imports);
  const row = await findImport(db, userId, id);
  if (row === null) throw new Error("an import was expected");
  const heard: string[] = [];
  const told = () => expect.poll(() => heard.length, { timeout: 10_000, interval: 10 });
  const deliver = () => {
    void chat.dispatcher.outbox.deliverAll().then(() => {
      const said = chat.unread();
      if (said !== "") heard.push(said);
    });
  };
  const { tools } = chat.desk;
  const context = {
    ...chat.desk.context,
    tools: { ...tools, files: { ...tools.files, deliver, progressMs: 5 } },
  };
  let read = 0;
  const progress = tellProgress(userId, row, context, () => storingPart(read, 18_000));
  read = 2300;
  await told().toBe(1);
  read = 9000;
  await told().toBe(2);
  expect(heard).toEqual(["Storing: 2 300 of 18 000.", "Storing: 9 000 of 18 000."]);
  // All of it stands in the message in which the file was shown.
  expect(new Set(chat.sent.slice(-4).map(({ edits }) => edits))).toEqual(new Set([`import:${id}`]));
  expect(chat.shown.size).toBeLessThan(chat.sent.length);

  await changeImport(db, userId, id, ["storing"], { state: "stored" }, chat.clock.now);
  read = 12_000;
  await pause(50);
  await progress.stop();
  expect(heard).toHaveLength(2);
  expect(plainText(chat.sent.at(-1)?.text ?? [])).toBe("Storing: 9 000 of 18 000.");
});
