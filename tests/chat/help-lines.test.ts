import { describe, expect, test } from "vitest";
import { helpParts, readHelpLines } from "../../bot/help-lines.ts";
import { plainReply } from "../../bot/reply.ts";

const ENTRY = {
  country: "DE",
  emergency: "112",
  lines: [{ name: "Somebody", number: "123", how: "call or text", when: "at any hour" }],
  source: "https://example.org",
  asOf: "2026-11-27",
};
const linesOf = (entries: readonly unknown[]) =>
  readHelpLines(JSON.stringify({ directory: "directory.example", entries }));
const said = (timezone: string | null, ...more: Parameters<typeof readHelpLines> | []) =>
  plainReply({ parts: helpParts(timezone, ...more.map(readHelpLines)) });

describe("whom to call", () => {
  test.each([
    ["Europe/Berlin", "112", "0800 111 0 111"],
    ["Europe/Busingen", "112", "0800 111 0 111"],
    ["America/Los_Angeles", "911", "call or text 988"],
    ["America/Indiana/Knox", "911", "call or text 988"],
    ["Europe/London", "999", "116 123 (Samaritans)"],
    ["Asia/Kolkata", "112", "14416"],
    ["Asia/Calcutta", "112", "14416"],
    ["Australia/Perth", "000", "13 11 14"],
    ["Pacific/Auckland", "111", "call or text 1737"],
  ])("in %s it is %s in danger, and %s to talk", (timezone, emergency, line) => {
    expect(said(timezone)).toContain(`please call ${emergency}.`);
    expect(said(timezone)).toContain(line);
    expect(said(timezone)).toContain("findahelpline.com lists free lines by country");
  });

  test.each([null, "UTC", "Asia/Ulaanbaatar", "Nowhere/Atall"])(
    "where nobody knows the country, or it has no entry (%s), it is the best known ones and the directory",
    (timezone) => {
      expect(said(timezone)).toContain("988");
      expect(said(timezone)).toContain("findahelpline.com");
    },
  );

  test("an operator's own entry is said as it stands there", () => {
    const parts = helpParts("Europe/Berlin", linesOf([ENTRY]));
    expect(plainReply({ parts })).toContain("call or text 123 (Somebody), at any hour.");
    expect(plainReply({ parts })).toContain("directory.example");
    expect(plainReply({ parts: helpParts("Europe/Paris", linesOf([ENTRY])) })).toContain("999 in the UK");
  });

  test.each([
    [{ ...ENTRY, country: "Germany" }, "entries.0.country"],
    [{ ...ENTRY, lines: [] }, "entries.0.lines"],
    [{ ...ENTRY, asOf: "last year" }, "entries.0.asOf"],
    [{ ...ENTRY, emergency: "" }, "entries.0.emergency"],
  ])("an entry that makes no sense is named: %j", (entry, place) => {
    expect(() => linesOf([entry])).toThrow(`prompts/help-lines.json, ${place}`);
  });
});
