import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { uploadTokens } from "../../db/schema/body-in.ts";
import { outbox } from "../../db/schema/chat.ts";
import { testDatabase } from "../support/database.ts";
import { importChat } from "../support/import-chat.ts";

const database = await testDatabase();
const { db } = database;
const publicUrl = "https://coach.example.org";
const LINK = /https:\/\/coach\.example\.org\/upload\/([\w-]{43})/;

const hashOf = (said: string) =>
  createHash("sha256")
    .update(LINK.exec(said)?.[1] ?? "")
    .digest("hex");

test.each(["apple", "Apple Health", "my Apple Watch", "iphone", "apple health export"])(
  "/connect %s says how an export is made, and gives a link that takes it, once and for a day",
  async (word) => {
    const chat = await importChat(database, "someone", { publicUrl });
    const said = await chat.say(`/connect ${word}`);
    expect(said).toContain('at the bottom "Export All Health Data"');
    expect(said).toContain("until 09:00 tomorrow");
    expect(said.match(/^\d\. /gm)).toEqual(["1. ", "2. ", "3. "]);
    const [token, ...others] = await db.select().from(uploadTokens);
    expect(others).toEqual([]);
    expect(token).toMatchObject({
      kind: "file",
      tokenHash: hashOf(said),
      expiresAt: new Date(chat.clock.now.getTime() + 24 * 3_600_000),
    });
  },
);

test("a new link takes the place of the one before, and none is kept once it is said", async () => {
  const chat = await importChat(database, "someone", { publicUrl });
  const first = await chat.say("/connect apple");
  const second = await chat.say("/connect apple");
  expect(hashOf(first)).not.toBe(hashOf(second));
  expect(await db.select().from(uploadTokens)).toMatchObject([{ tokenHash: hashOf(second) }]);
  expect(JSON.stringify(await db.select().from(outbox))).not.toContain("/upload/");
});

test("it stands among what can be connected, with a button of its own", async () => {
  const chat = await importChat(database, "someone", { publicUrl });
  expect(await chat.say("/connect")).toContain("An export of Apple Health tells me all the years");
  expect(await chat.tap("Apple Health")).toMatch(LINK);
});

test("given a coach that the world does not reach, then the ways by a path are said, and no link is made", async () => {
  const terminal = await importChat(database, "someone", { platform: "terminal" });
  const said = await terminal.say("/connect apple");
  expect(said).toContain('say "/import path/to/export.zip"');
  expect(said).toContain("The folder inbox");
  const elsewhere = await importChat(database, "another");
  expect(await elsewhere.say("/connect apple")).toContain('"npm run import -- export.zip"');
  expect(await db.$count(uploadTokens)).toBe(0);
});

test("given a file that is too large for the chat, then the link is offered; without an address, what else there is", async () => {
  const chat = await importChat(database, "someone", { publicUrl });
  const said = await chat.deliverFile({ name: "export.zip", isTooLarge: true });
  expect(said).toContain("larger than the 20 MB");
  expect(said).toContain("until 09:00 tomorrow");
  expect(await db.select().from(uploadTokens)).toMatchObject([{ tokenHash: hashOf(said) }]);
  const without = await importChat(database, "another");
  expect(await without.deliverFile({ name: "export.zip", isTooLarge: true })).toContain(
    "/connect apple says how",
  );
});
