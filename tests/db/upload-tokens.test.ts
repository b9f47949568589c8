import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createPerson } from "../../db/queries/people.ts";
import {
  dropUploadToken,
  findUploadToken,
  listUploadTokens,
  makeUploadToken,
  revokeUploadTokens,
  UPLOAD_TOKEN,
  useUploadToken,
} from "../../db/queries/upload-tokens.ts";
import { uploadTokens } from "../../db/schema/body-in.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-20T12:00:00Z");
const LATER = new Date("2026-11-20T13:00:00Z");

const someone = () => createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });

async function made(userId: string, kind: "file" | "posts", expiresAt: Date | null = null): Promise<string> {
  return makeUploadToken(db, { userId, identityId: randomUUID(), kind, expiresAt }, NOW);
}

const find = (token: string, kind: "file" | "posts", now = NOW) => findUploadToken(db, token, kind, now);

test("given a token, then it is found by what it is for alone, and the table does not hold it", async () => {
  const userId = await someone();
  const token = await made(userId, "posts");
  expect(token).toMatch(UPLOAD_TOKEN);
  expect(await find(token, "posts")).toMatchObject({ userId, kind: "posts", lastUsedAt: null });
  expect(await find(token, "file")).toBeNull();
  expect(JSON.stringify(await db.select().from(uploadTokens))).not.toContain(token);
});

test("given a token with one sign changed, one sign more or none at all, then it opens nothing", async () => {
  const token = await made(await someone(), "posts");
  const forged = `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`;
  for (const one of [forged, `${token}A`, token.slice(1), "", "%"])
    expect(await find(one, "posts")).toBeNull();
});

test("when another one is made, then the earlier one of its kind is over, and no other person's", async () => {
  const [userId, otherId] = [await someone(), await someone()];
  const [first, file, other] = [
    await made(userId, "posts"),
    await made(userId, "file"),
    await made(otherId, "posts"),
  ];
  const second = await made(userId, "posts");
  expect(await find(first, "posts")).toBeNull();
  for (const [token, kind] of [
    [second, "posts"],
    [file, "file"],
    [other, "posts"],
  ] as const) {
    expect(await find(token, kind)).not.toBeNull();
  }
});

test("given one that ends at a time, then it is over then, also for whoever found it before", async () => {
  const token = await made(await someone(), "file", LATER);
  const found = await find(token, "file");
  if (found === null) throw new Error("expected the link to be open");
  expect(await useUploadToken(db, found, NOW)).toBe(true);
  expect(await find(token, "file")).toMatchObject({ lastUsedAt: NOW });
  expect(await find(token, "file", LATER)).toBeNull();
  expect(await useUploadToken(db, found, LATER)).toBe(false);
});

test("when ways in are ended, then they are listed no more, and what they were found as is of no use", async () => {
  const userId = await someone();
  const [posts, file] = [await made(userId, "posts"), await made(userId, "file")];
  const [found, link] = [await find(posts, "posts"), await find(file, "file")];
  if (found === null || link === null) throw new Error("expected both to be open");
  expect(await listUploadTokens(db, userId, "posts", NOW)).toEqual([found]);
  expect(await revokeUploadTokens(db, userId, "posts")).toBe(1);
  expect(await listUploadTokens(db, userId, "posts", NOW)).toEqual([]);
  expect(await useUploadToken(db, found, NOW)).toBe(false);
  expect([await dropUploadToken(db, link), await dropUploadToken(db, link)]).toEqual([true, false]);
  expect(await find(file, "file")).toBeNull();
});
