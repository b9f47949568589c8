import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSealer } from "../../db/sealing.ts";

const key = () => randomBytes(32).toString("base64");
const PLACE = "slack_installations/E1/T1";

test("given what was sealed, then it opens in its place, and two seals of one text differ", () => {
  const sealer = createSealer([key()]);
  const sealed = [sealer.seal("secret", PLACE), sealer.seal("secret", PLACE)];
  expect(sealed.map((one) => sealer.open(one, PLACE))).toEqual(["secret", "secret"]);
  expect(new Set(sealed).size).toBe(2);
  expect(sealed.join()).not.toContain("secret");
});

test("given another place, another key or a changed text, then it does not open", () => {
  const sealer = createSealer([key()]);
  const sealed = sealer.seal("secret", PLACE);
  expect(() => sealer.open(sealed, "slack_installations/E1/T2")).toThrow("belongs elsewhere");
  expect(() => createSealer([key()]).open(sealed, PLACE)).toThrow("master key");
  const parts = sealed.split(".");
  for (let at = 0; at < parts.length; at++) {
    const changed = parts.map((part, place) => (place === at ? `${part.slice(0, -4)}AAAA` : part)).join(".");
    if (changed !== sealed) expect(() => sealer.open(changed, PLACE)).toThrow("does not open");
    const shorter = parts.map((part, place) => (place === at ? part.slice(0, 4) : part)).join(".");
    if (shorter !== sealed) expect(() => sealer.open(shorter, PLACE)).toThrow("does not open");
  }
});

test("given a new master key before the old one, then what the old one sealed still opens", () => {
  const [before, after] = [key(), key()];
  const sealed = createSealer([before]).seal("secret", PLACE);
  const both = createSealer([after, before]);
  expect(both.open(sealed, PLACE)).toBe("secret");
  expect(() => createSealer([before]).open(both.seal("secret", PLACE), PLACE)).toThrow("master key");
});

test.each(["", "short", randomBytes(31).toString("base64")])(
  "a master key that is none is refused: %j",
  (encoded) => {
    expect(() => createSealer([encoded])).toThrow("32 bytes");
  },
);
