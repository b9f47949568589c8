import { readdir, readFile, stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { uploadTokens } from "../../db/schema/body-in.ts";
import { imports } from "../../db/schema/money-in.ts";
import { testDatabase } from "../support/database.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { sendSlice, uploadServer } from "../support/upload-server.ts";

const { db } = await testDatabase();
const temp = await tempFolder();
const CONTENT = Buffer.from("PK and the rest of an export, ".repeat(20_000));
const SIZE = CONTENT.length;

function formOf(content: string | Buffer, name = "export.zip"): FormData {
  const form = new FormData();
  form.append("file", new Blob([content]), name);
  return form;
}

async function onlyFile(place: string): Promise<string> {
  const names = (await readdir(place)).filter((name) => !name.endsWith(".json"));
  expect(names).toHaveLength(1);
  return join(place, names[0] ?? "");
}

test("the page is our own, kept nowhere, and may use nothing from elsewhere; a look does not use the link up", async () => {
  const { link } = await uploadServer(db, temp);
  const url = await link();
  for (let looks = 0; looks < 2; looks++) {
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; script-src 'nonce-[\w-]{22}'; style-src 'nonce-[\w-]{22}'; frame-src 'none'; connect-src 'self'; img-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
      ),
    });
    const html = await answer.text();
    expect(html).toContain('enctype="multipart/form-data"');
    expect(html).not.toMatch(/https?:\/\//);
  }
});

test("a file in slices is taken whole, for its owner alone, and goes on where it stopped", async () => {
  const { link, place, errands, userId, log } = await uploadServer(db, temp);
  const url = await link();
  const file = { size: SIZE, name: "Üxport.zip" };
  const state = async () => (await fetch(`${url}/state?mark=mark`)).json();
  expect(await state()).toEqual({ at: 0 });
  expect(await sendSlice(url, file, 0, CONTENT.subarray(0, 1000))).toEqual({
    status: 200,
    body: { at: 1000 },
  });
  expect(await state()).toEqual({ at: 1000 });
  // The same slice again, as after an answer that got lost, and one from further on.
  expect(await sendSlice(url, file, 0, CONTENT.subarray(0, 1000))).toEqual({
    status: 409,
    body: { at: 1000 },
  });
  expect(await sendSlice(url, file, 5000, CONTENT.subarray(5000))).toEqual({
    status: 409,
    body: { at: 1000 },
  });
  expect((await stat(await onlyFile(place))).mode & 0o777).toBe(0o600);
  expect((await stat(place)).mode & 0o777).toBe(0o700);
  expect(await sendSlice(url, file, 1000, CONTENT.subarray(1000))).toEqual({
    status: 200,
    body: { at: SIZE, done: true },
  });
  expect(await readFile(await onlyFile(place))).toEqual(CONTENT);
  const [row] = await db.select().from(imports);
  expect(row).toMatchObject({ userId, state: "looking", fileName: "Üxport.zip", bytes: SIZE });
  expect(errands).toMatchObject([{ kind: "import-look", userId, subject: row?.id }]);
  expect(await db.$count(uploadTokens)).toBe(0);
  expect((await fetch(url)).status).toBe(404);
  expect((await sendSlice(url, file, 0, "x")).status).toBe(404);
  expect(JSON.stringify(log)).not.toMatch(/xport|token/);
});

test("given a process that died with the file whole and the link open, then an empty slice brings it to its end", async () => {
  const { link, folder, userId } = await uploadServer(db, temp);
  const url = await link();
  const [token] = await db.select().from(uploadTokens);
  const id = token?.id ?? "";
  await folder.begin(id, { userId, name: "export.zip", size: SIZE, mark: "mark" });
  await folder.append(id, 0, [CONTENT].values() as never);
  expect(await sendSlice(url, { size: SIZE }, SIZE, "")).toMatchObject({ body: { done: true } });
  expect(await db.$count(imports)).toBe(1);
});

test("given another file by the same link, then the one before it is forgotten", async () => {
  const { link, place } = await uploadServer(db, temp);
  const url = await link();
  await sendSlice(url, { size: SIZE }, 0, CONTENT.subarray(0, 1000));
  const other = { size: 5, mark: "another", name: "b.xml" };
  expect(await (await fetch(`${url}/state?mark=another`)).json()).toEqual({ at: 0 });
  // In the midst of a file that never began here there is nothing to go on with.
  expect((await sendSlice(url, other, 3, "lo")).status).toBe(409);
  expect(await sendSlice(url, other, 0, "hello")).toMatchObject({ body: { done: true } });
  expect(await readFile(await onlyFile(place), "utf8")).toBe("hello");
});

test("given a browser without scripts, then the plain form sends the file", async () => {
  const { link, place } = await uploadServer(db, temp);
  const url = await link();
  const answer = await fetch(url, { method: "POST", body: formOf(CONTENT, "my export.zip") });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("It&#39;s all here.");
  expect(await readFile(await onlyFile(place))).toEqual(CONTENT);
  expect(await db.select().from(imports)).toMatchObject([{ fileName: "my export.zip", bytes: SIZE }]);
  expect((await fetch(url)).status).toBe(404);
});

test.each([
  ["another token", (url: string) => `${url.slice(0, -43)}${"x".repeat(43)}`],
  ["no token", (url: string) => url.slice(0, -43)],
  ["half a token", (url: string) => url.slice(0, -20)],
])("given %s, then nothing is told and nothing is kept, whatever is asked", async (_, wrong) => {
  const { link, place } = await uploadServer(db, temp);
  const url = wrong(await link());
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${url}/state?mark=mark`)).status).toBe(404);
  expect((await sendSlice(url, { size: 5 }, 0, "hello")).status).toBe(404);
  expect((await fetch(url, { method: "POST", body: formOf("hello") })).status).toBe(404);
  expect(await readdir(place).catch(() => [])).toEqual([]);
});

test("given a link whose day is over, or that another took the place of, then it is over", async () => {
  const { link, clock } = await uploadServer(db, temp);
  const first = await link();
  const second = await link();
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200]);
  clock.now = new Date(clock.now.getTime() + 24 * 3_600_000);
  expect((await fetch(second)).status).toBe(404);
});

test("given more than is taken, then it is refused before its bytes, and nothing is left", async () => {
  const { link, place } = await uploadServer(db, temp, { mostBytes: 1000 });
  const url = await link();
  expect((await sendSlice(url, { size: 1001 }, 0, "x")).status).toBe(413);
  const form = await fetch(url, { method: "POST", body: formOf("x".repeat(50_000)) });
  expect([form.status, await form.text()]).toEqual([413, expect.stringContaining("larger than the")]);
  // More bytes than were said are none of the file's.
  expect((await sendSlice(url, { size: 4 }, 0, "hello")).status).toBe(413);
  expect(await db.$count(imports)).toBe(0);
  expect(await readdir(place).then((names) => names.length)).toBeLessThanOrEqual(2);
});

test("given a disk without room, then it says so and keeps nothing", async () => {
  const { link, place } = await uploadServer(db, temp, { roomBytes: 512 * 2 ** 20 + SIZE - 1 });
  const url = await link();
  expect((await sendSlice(url, { size: SIZE }, 0, CONTENT)).status).toBe(507);
  const form = await fetch(url, { method: "POST", body: formOf(CONTENT) });
  expect([form.status, await form.text()]).toEqual([507, expect.stringContaining("no room")]);
  expect(await readdir(place)).toEqual([]);
});

test("given two senders by one link at once, then one is told to wait, and the file is whole", async () => {
  const { link, place } = await uploadServer(db, temp);
  const url = await link();
  const slow = request(`${url}/slice?at=0`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-size": "10",
      "x-file-name": "a",
      "x-file-mark": "mark",
      "content-length": "10",
    },
  });
  const answered = new Promise<number | undefined>((resolve) =>
    slow.once("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    }),
  );
  slow.write("hello");
  const held = async () => (await (await fetch(`${url}/state?mark=mark`)).json()) as { at: number };
  await expect.poll(async () => (await held()).at).toBe(5);
  expect((await sendSlice(url, { size: 10 }, 5, "other")).status).toBe(409);
  expect((await fetch(url, { method: "POST", body: formOf("third") })).status).toBe(409);
  slow.end("world");
  expect(await answered).toBe(200);
  expect(await readFile(await onlyFile(place), "utf8")).toBe("helloworld");
});

test.each([
  ["says nothing for a while", { idleMs: 40, graceMs: 60_000, bytesPerSecond: 1 }, 0],
  ["sends a byte now and then", { idleMs: 60_000, graceMs: 50, bytesPerSecond: 1_000_000 }, 5],
])(
  "given a sender who %s, then they are cut off, and what has come is gone on with",
  async (_, pace, everyMs) => {
    const lookMs = { ...pace, idleMs: Math.min(pace.idleMs, 400) };
    const { link } = await uploadServer(db, temp, { pace: everyMs === 0 ? pace : lookMs });
    const url = await link();
    const slow = request(`${url}/slice?at=0`, {
      method: "POST",
      headers: {
        "content-type": "application/octet-stream",
        "x-file-size": "1000",
        "x-file-name": "a",
        "x-file-mark": "mark",
        "content-length": "1000",
      },
    });
    const ended = new Promise((resolve) => slow.once("error", resolve).once("response", resolve));
    slow.write("hello");
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    for (; everyMs > 0 && !isOver; await pause(everyMs)) slow.write("x");
    await ended;
    const { at } = (await (await fetch(`${url}/state?mark=mark`)).json()) as { at: number };
    expect(at).toBeGreaterThanOrEqual(5);
    expect(await sendSlice(url, { size: 1000 }, at, "y".repeat(1000 - at))).toMatchObject({
      body: { done: true },
    });
  },
);

test("given a form that breaks off or holds no file, then nothing of it is left", async () => {
  const { link, place } = await uploadServer(db, temp);
  const url = await link();
  const cut = request(url, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x", "content-length": "100000" },
  });
  cut.once("error", () => {});
  cut.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhello');
  await expect.poll(async () => (await readdir(place).catch(() => [])).length).toBeGreaterThan(0);
  cut.destroy();
  await expect.poll(() => readdir(place)).toEqual([]);
  const empty = new FormData();
  empty.append("file", "no file");
  const answer = await fetch(url, { method: "POST", body: empty });
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining("no file in what you sent"),
  ]);
  expect((await fetch(url, { method: "POST", body: formOf("") })).status).toBe(400);
  expect((await fetch(url, { method: "POST", body: "file=x" })).status).toBe(400);
  expect(await db.$count(imports)).toBe(0);
  expect((await fetch(url)).status).toBe(200);
});
