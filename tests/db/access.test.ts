import { expect, test } from "vitest";
import { GUEST_FLOW, pruneAccess } from "../../db/queries/access.ts";
import { saveConversation } from "../../db/queries/chat.ts";
import { redeemInvite, storeInvite } from "../../db/queries/invites.ts";
import { claimLinkCode, findLinkCode, storeLinkCode } from "../../db/queries/link-codes.ts";
import { createPerson } from "../../db/queries/people.ts";
import { invites, linkCodes } from "../../db/schema/access.ts";
import { users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const at = (day: string, clock = "12:00") => new Date(`2026-11-${day}T${clock}:00Z`);
const hash = (digit: string) => digit.repeat(64);

test("an invite is good for a week and for one person", async () => {
  await storeInvite(db, { codeHash: hash("1"), madeBy: null, now: at("10") });
  expect(await redeemInvite(db, hash("2"), at("10"))).toBe(false);
  expect(await redeemInvite(db, hash("1"), at("17"))).toBe(false);
  expect(await redeemInvite(db, hash("1"), at("17", "11:59"))).toBe(true);
  expect(await redeemInvite(db, hash("1"), at("12"))).toBe(false);
});

test("a link code waits ten minutes to be said and ten more for the answer, and one person has it", async () => {
  const [userId, identityId, claimedBy] = [
    await createPerson(db, {}),
    crypto.randomUUID(),
    crypto.randomUUID(),
  ];
  await storeLinkCode(db, { userId, identityId, codeHash: hash("1") }, at("23", "08:00"));
  expect(await findLinkCode(db, hash("1"), at("23", "08:10"))).toBeNull();
  const claim = { claimedBy, claimedIdentity: crypto.randomUUID() };
  expect(await claimLinkCode(db, hash("1"), claim, at("23", "08:10"))).toBe(false);
  expect(await claimLinkCode(db, hash("1"), claim, at("23", "08:09"))).toBe(true);
  expect(await claimLinkCode(db, hash("1"), claim, at("23", "08:09"))).toBe(false);
  expect(await findLinkCode(db, hash("1"), at("23", "08:18"))).toMatchObject(claim);
  expect(await findLinkCode(db, hash("1"), at("23", "08:19"))).toBeNull();
});

test("at night, codes that let nobody in and guests who were not joined are forgotten, and nothing else", async () => {
  const now = at("23");
  for (const [digit, made] of [
    ["1", "15"],
    ["2", "22"],
    ["3", "22"],
  ] as const) {
    await storeInvite(db, { codeHash: hash(digit), madeBy: null, now: at(made) });
  }
  await redeemInvite(db, hash("2"), at("22"));
  const person = await createPerson(db, {});
  const other = await createPerson(db, {});
  const code = { identityId: crypto.randomUUID(), codeHash: hash("4") };
  await storeLinkCode(db, { ...code, userId: person }, at("23", "11:50"));
  await storeLinkCode(db, { ...code, userId: other }, at("23", "11:51"));
  const [early, late] = [await createPerson(db, {}), await createPerson(db, {})];
  const guest = { flow: GUEST_FLOW, state: {}, memory: {}, revision: 0 };
  await saveConversation(db, early, { ...guest, updatedAt: at("22") });
  await saveConversation(db, late, { ...guest, updatedAt: at("23", "11:00") });

  await pruneAccess(db, now);

  expect((await db.select().from(invites)).map(({ codeHash }) => codeHash)).toEqual([hash("3")]);
  expect((await db.select().from(linkCodes)).map(({ userId }) => userId)).toEqual([other]);
  const left = (await db.select().from(users)).map(({ id }) => id);
  expect(left.sort()).toEqual([person, other, late].sort());
});
