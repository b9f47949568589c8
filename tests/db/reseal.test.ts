import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { credentialsPlace } from "../../db/queries/connections.ts";
import { findInstallation, saveInstallation } from "../../db/queries/installations.ts";
import { attemptPlace } from "../../db/queries/links.ts";
import { resealAll, SEALED_COLUMNS } from "../../db/reseal.ts";
import { connections } from "../../db/schema/money.ts";
import { linkAttempts } from "../../db/schema/money-in.ts";
import { users } from "../../db/schema/people.ts";
import { createSealer } from "../../db/sealing.ts";
import { schemaTables } from "../../db/tables.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const newKey = () => randomBytes(32).toString("base64");
const [older, newer] = [newKey(), newKey()];
const workspace = { enterpriseId: "", teamId: "T1" };
const now = new Date("2026-11-20T12:00:00Z");

/** Rows of every sealed table, sealed with a key. @returns the person */
async function storeSecrets(key: string): Promise<string> {
  const sealer = createSealer([key]);
  await saveInstallation(db, sealer, workspace, "workspace token", now);
  const [user] = await db.insert(users).values({ name: "Ada" }).returning({ id: users.id });
  const userId = user?.id ?? "";
  const bank = { provider: "simplefin", externalId: "one" };
  await db.insert(connections).values([
    { userId, kind: "bank", ...bank, credentialsSealed: sealer.seal("access", credentialsPlace(bank)) },
    { userId, kind: "bank", provider: "plaid", externalId: "left", credentialsSealed: null },
  ]);
  const id = "7e7d9c4e-95a1-4d4c-9a53-0f6a6c1b9b1f";
  await db.insert(linkAttempts).values({
    userId,
    id,
    identityId: userId,
    provider: "stripe",
    secretSealed: sealer.seal("session", attemptPlace(id)),
    expiresAt: now,
    createdAt: now,
  });
  return userId;
}

/** What every sealed table holds, opened with one key alone. */
async function openedWith(key: string) {
  const sealer = createSealer([key]);
  const [bank] = await db.select().from(connections).where(eq(connections.provider, "simplefin"));
  const [attempt] = await db.select().from(linkAttempts);
  return [
    await findInstallation(db, sealer, workspace.teamId),
    sealer.open(
      bank?.credentialsSealed ?? "",
      credentialsPlace({ provider: "simplefin", externalId: "one" }),
    ),
    sealer.open(attempt?.secretSealed ?? "", attemptPlace(attempt?.id ?? "")),
  ];
}

test("given secrets under an older key, when they are sealed anew, then the newest alone opens them, and a second run has nothing to do", async () => {
  await storeSecrets(older);
  const both = createSealer([newer, older]);
  expect(await resealAll(db, both)).toEqual([
    { table: "slack_installations", sealed: 1, unopened: 0 },
    { table: "connections", sealed: 1, unopened: 0 },
    { table: "link_attempts", sealed: 1, unopened: 0 },
  ]);
  expect(await openedWith(newer)).toEqual(["workspace token", "access", "session"]);
  for (const { sealed } of await resealAll(db, both)) expect(sealed).toBe(0);
});

test("given secrets that none of the keys opens, then they are counted and left as they are", async () => {
  await storeSecrets(older);
  const others = createSealer([newer, newKey()]);
  for (const { sealed, unopened } of await resealAll(db, others)) {
    expect({ sealed, unopened }).toEqual({ sealed: 0, unopened: 1 });
  }
  expect(await openedWith(older)).toEqual(["workspace token", "access", "session"]);
});

test("given more rows than are read at a time, then all are sealed anew", async () => {
  const userId = await storeSecrets(newer);
  const sealer = createSealer([older]);
  const many = Array.from({ length: 1203 }, (_, index) => {
    const row = { provider: "plaid", externalId: `item ${index}` };
    return {
      userId,
      kind: "bank" as const,
      ...row,
      credentialsSealed: sealer.seal("x", credentialsPlace(row)),
    };
  });
  await db.insert(connections).values(many);
  const done = await resealAll(db, createSealer([newer, older]));
  expect(done.map(({ sealed }) => sealed)).toEqual([0, many.length, 0]);
});

test("every sealed column of the schema is among those that are sealed anew", async () => {
  const columns = (await schemaTables()).flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns
      .filter((column) => /(^|_)sealed$/.test(column.name))
      .map((column) => `${name}.${column.name}`);
  });
  expect(SEALED_COLUMNS.map(({ name, column }) => `${name}.${column.name}`).sort()).toEqual(columns.sort());
});
