import fc from "fast-check";
import { expect, test } from "vitest";
import { readAccess } from "../../bot/access/access.ts";
import { shownCode, waysIn } from "../../bot/access/admission.ts";
import { type CodeKind, makeCode, readCode } from "../../bot/access/one-time-code.ts";
import { createStrangers } from "../../bot/access/strangers.ts";

test("given no settings, then people are let in by invite", () => {
  expect(readAccess({})).toEqual({ access: { kind: "invite" } });
  expect(readAccess({ ACCESS: "open" })).toEqual({ access: { kind: "open" } });
  expect(readAccess({ ACCESS: "list", ACCESS_LIST: " telegram:12345, slack:T1:U2 ,," })).toEqual({
    access: { kind: "list", accounts: new Set(["telegram:12345", "slack:T1:U2"]) },
  });
});

test.each([
  [{ ACCESS: "friends" }, "ACCESS: expected one of open, invite, list."],
  [{ ACCESS: "list" }, "ACCESS_LIST: expected accounts, as telegram:12345, where ACCESS is list."],
  [{ ACCESS: "list", ACCESS_LIST: " , " }, "ACCESS_LIST: expected accounts"],
  [{ ACCESS: "list", ACCESS_LIST: "12345" }, "ACCESS_LIST: expected accounts separated by commas"],
  [{ ACCESS: "list", ACCESS_LIST: "whatsapp:1" }, "ACCESS_LIST: expected accounts separated by commas"],
  [{ ACCESS_LIST: "telegram:1" }, "ACCESS_LIST: names accounts while ACCESS is invite"],
])("given %j, then the operator is told what does not fit, without a value", (given, problem) => {
  const read = readAccess(given);
  if (!("problems" in read)) throw new Error("expected problems");
  expect(read.problems).toEqual([expect.stringContaining(problem)]);
  expect(read.problems.join()).not.toMatch(/friends|whatsapp/);
});

test("who may come in by which way, by the operator's setting", () => {
  const telegram = { platform: "telegram", sender: "1" } as const;
  const listed = { kind: "list", accounts: new Set(["telegram:1"]) } as const;
  expect(waysIn({ kind: "open" }, telegram)).toMatchObject({ isWelcome: true });
  expect(waysIn({ kind: "invite" }, telegram)).toEqual({ isWelcome: false, byClaim: true, byInvite: true });
  expect(waysIn(listed, telegram)).toMatchObject({ isWelcome: true });
  // The same id on another platform is somebody else.
  expect(waysIn(listed, { platform: "slack", sender: "1" })).toEqual({
    isWelcome: false,
    byClaim: false,
    byInvite: false,
  });
  expect(waysIn(listed, { platform: "terminal", sender: "local" })).toMatchObject({ isWelcome: true });
});

const kind = fc.constantFrom<CodeKind>("invite", "link");

test("given a code in any of the ways people type it, then it is read as itself", () => {
  const dressed = fc.constantFrom<(code: string, name: string) => string>(
    (code) => code,
    (code) => code.toLowerCase(),
    (code) => code.replace("-", ""),
    (code) => ` ${code.replace("-", " ")}\n`,
    (code) => code.replace("-", "–"),
    (code) => `/link ${code}`,
    (code) => `/start ${code}`,
    (code, name) => `${name}_${code}`,
    (code, name) => `/start ${name}_${code.replace("-", "")}`,
  );
  fc.assert(
    fc.property(kind, dressed, (name, dress) => {
      const { code, hash } = makeCode(name);
      expect(readCode(dress(code, name))).toEqual({ kind: name, hash });
    }),
  );
});

test("given any code, then it fits a deep link, has no look-alikes and no vowels, and begins with a letter", () => {
  fc.assert(
    fc.property(kind, (name) => {
      const { code } = makeCode(name);
      expect(code).toMatch(name === "link" ? /^.{4}-.{4}$/ : /^.{5}-.{5}$/);
      expect(code).toMatch(/^[CDFHJKMNPQRTWXY][CDFHJKMNPQRTWXY3479-]+$/);
      expect(code).toMatch(/\d/);
      expect(`${name}_${code}`).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    }),
  );
});

test("given a thousand codes, then no two are alike", () => {
  const codes = Array.from({ length: 1000 }, () => makeCode("link").hash);
  expect(new Set(codes).size).toBe(1000);
});

test.each([
  "hello",
  "5/7, tired",
  "tomorrow",
  "34793479",
  "3479 3479",
  "CCCC",
  "/link",
  "/checkin 34",
  "rhythms",
  "",
])("%j is no code", (text) => {
  expect(readCode(text)).toBeNull();
});

test("a code comes as a text or as what a deep link carries, and in no other way", () => {
  const base = { platform: "telegram", eventId: "1", sender: "1", chat: "1" } as const;
  const { code, hash } = makeCode("invite");
  const read = { kind: "invite", hash };
  expect(shownCode({ ...base, kind: "text", text: code })).toEqual(read);
  expect(shownCode({ ...base, kind: "open", payload: `invite_${code}` })).toEqual(read);
  expect(shownCode({ ...base, kind: "open" })).toBeNull();
  expect(shownCode({ ...base, kind: "tap", token: code })).toBeNull();
});

test("a stranger is told once a day; whoever came in is forgotten; and the memory has an end", () => {
  let now = new Date("2026-11-23T08:00:00Z");
  const strangers = createStrangers(() => now, 3);
  const account = (sender: string) => ({ platform: "telegram", sender }) as const;
  expect(strangers.turnAway(account("ada"))).toBe(true);
  expect(strangers.turnAway(account("ada"))).toBe(false);
  expect(strangers.turnAway({ platform: "slack", sender: "ada" })).toBe(true);
  expect(strangers.has(account("ada"))).toBe(true);
  strangers.forget(account("ada"));
  expect(strangers.has(account("ada"))).toBe(false);
  strangers.turnAway(account("ada"));
  now = new Date(now.getTime() + 86_400_000);
  expect(strangers.has(account("ada"))).toBe(false);
  expect(strangers.turnAway(account("ada"))).toBe(true);
  for (const sender of ["ben", "cy", "dee"]) strangers.turnAway(account(sender));
  expect(strangers.has(account("ada"))).toBe(false);
  expect(strangers.has(account("ben"))).toBe(true);
});
