import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { imports } from "../../db/schema/money-in.ts";
import { SLICE_BYTES } from "../../src/uploads/page.ts";
import { testDatabase } from "../support/database.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { openUploadPage } from "../support/upload-browser.ts";
import { uploadServer } from "../support/upload-server.ts";

const { db } = await testDatabase();
const temp = await tempFolder();
const SIZE = 2 * SLICE_BYTES + 1000;
const file = { name: "Ünser export.zip", lastModified: 1, content: Buffer.alloc(SIZE, "an export, ") };

const storedIn = async (place: string) => {
  const [name = ""] = (await readdir(place)).filter((one) => !one.endsWith(".json"));
  return readFile(join(place, name));
};

test("the page sends a file in slices, says how far it is, and that it is here", async () => {
  const { link, place } = await uploadServer(db, temp);
  const sizes: number[] = [];
  const page = await openUploadPage(await link(), (url, options) => {
    if (options?.body instanceof Uint8Array) sizes.push(options.body.length);
    return fetch(url, options);
  });
  await page.choose(file);
  expect(sizes).toEqual([SLICE_BYTES, SLICE_BYTES, 1000]);
  expect(page.said).toEqual([
    "0 of 17 MB sent. Leave this page open.",
    "8 of 17 MB sent. Leave this page open.",
    "17 of 17 MB sent. Leave this page open.",
    "It's all here. You can close this page; I go on in the chat.",
  ]);
  expect([page.form.hidden, page.bar.hidden]).toEqual([true, true]);
  expect((await storedIn(place)).equals(file.content)).toBe(true);
  expect(await db.select().from(imports)).toMatchObject([{ fileName: "Ünser export.zip", bytes: SIZE }]);
});

test("given a connection that breaks, before a slice or before its answer, then the page asks how far it is and goes on", async () => {
  const { link, place } = await uploadServer(db, temp);
  let asked = 0;
  const page = await openUploadPage(await link(), async (url, options) => {
    asked++;
    if (asked === 2) throw new TypeError("network");
    const answer = await fetch(url, options);
    if (asked === 5) throw new TypeError("network");
    return answer;
  });
  await page.choose(file);
  expect(page.said.filter((words) => words.includes("connection was lost"))).toHaveLength(2);
  expect(page.said.at(-1)).toContain("It's all here.");
  expect((await storedIn(place)).equals(file.content)).toBe(true);
});

test("given a connection that stays away, then the page says so, and the same file goes on later where it stopped", async () => {
  const { link, place } = await uploadServer(db, temp);
  let isAway = false;
  const offsets: string[] = [];
  const page = await openUploadPage(await link(), async (url, options) => {
    if (isAway) throw new TypeError("network");
    const answer = await fetch(url, options);
    offsets.push(String(url).replace(/^.*\//, ""));
    if (String(url).endsWith("at=0")) isAway = true;
    return answer;
  });
  await page.choose(file);
  expect(page.said.at(-1)).toContain("I go on where it stopped");
  expect(page.button.disabled).toBe(false);
  isAway = false;
  offsets.length = 0;
  await page.choose(file);
  expect(offsets.filter((one) => one.startsWith("slice"))).toEqual([
    `slice?at=${SLICE_BYTES}`,
    `slice?at=${2 * SLICE_BYTES}`,
  ]);
  expect((await storedIn(place)).equals(file.content)).toBe(true);
});

test.each([
  ["a file larger than is taken", { mostBytes: 1000 }, "larger than the 0 GB"],
  ["a disk without room", { roomBytes: 0 }, "There is no room"],
])("given %s, then the page says so at once", async (_, about, words) => {
  const { link } = await uploadServer(db, temp, about);
  const page = await openUploadPage(await link(), fetch);
  await page.choose(file);
  expect(page.said.at(-1)).toContain(words);
  expect(page.said.filter((one) => one.includes("connection"))).toEqual([]);
});

test("given a link that ran out meanwhile, then the page says where there is a new one", async () => {
  const { link, clock } = await uploadServer(db, temp);
  const page = await openUploadPage(await link(), fetch);
  clock.now = new Date(clock.now.getTime() + 25 * 3_600_000);
  await page.choose(file);
  expect(page.said).toEqual([expect.stringContaining("/connect apple gives you a new one")]);
});
