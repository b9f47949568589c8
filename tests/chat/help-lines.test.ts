import { describe, expect, test } from "vitest";
import { helpAgainParts, helpParts } from "../../bot/help-lines.ts";
import { readHelpLines } from "../../bot/help-lines-file.ts";
import { plainReply } from "../../bot/reply.ts";
import { OperatorError } from "../../db/errors.ts";

const ENTRY = {
  country: "DE",
  emergency: "112",
  lines: [{ name: "Somebody", number: "123", how: "call or text", when: "at any hour" }],
  source: "https://example.org",
  asOf: "2026-11-27",
};
const [LINE] = ENTRY.lines;
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
    ["Europe/Lisbon", "112", "1411"],
    ["Atlantic/Azores", "112", "1411"],
    ["Europe/Riga", "112", "116 123 (Krīzes tālrunis, Skalbes)"],
    ["America/Argentina/Ushuaia", "911", "0800 999 0091"],
    ["America/Santiago", "131", "*4141"],
    ["Asia/Tokyo", "119", "0120 279 338"],
    ["Asia/Colombo", "119", "call or text 1926"],
    ["Africa/Johannesburg", "112", "0800 567 567"],
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
      expect(plainReply({ parts: helpAgainParts(timezone) })).toContain("findahelpline.com");
    },
  );

  test("an operator's own entry is said as it stands there", () => {
    const parts = helpParts("Europe/Berlin", linesOf([ENTRY]));
    expect(plainReply({ parts })).toContain("call or text 123 (Somebody), at any hour.");
    expect(plainReply({ parts })).toContain("directory.example");
    expect(plainReply({ parts: helpParts("Europe/Paris", linesOf([ENTRY])) })).toContain("999 in the UK");
  });

  test.each(["call", "call or text"])(
    "that it is free to %s is said of the line that is, and of no other",
    (how) => {
      const free = { ...LINE, how, free: true };
      const paid = { ...LINE, how, number: "456" };
      const parts = helpParts("Europe/Berlin", linesOf([{ ...ENTRY, lines: [free, paid] }]));
      expect(plainReply({ parts })).toContain(`${how} 123 (Somebody), free, at any hour.`);
      expect(plainReply({ parts })).toContain(`${how} 456 (Somebody), at any hour.`);
    },
  );

  test("a line that is not there at every hour says when it is", () => {
    expect(said("Europe/Rome")).toContain("from 9 in the morning to midnight");
    expect(plainReply({ parts: helpAgainParts("Europe/Rome") })).toContain(
      "takes calls from 9 in the morning",
    );
  });
});

describe("a file that an operator has broken", () => {
  test.each([
    [{ ...ENTRY, country: "Germany" }, "entries.0.country"],
    [{ ...ENTRY, lines: [] }, "entries.0.lines"],
    [{ ...ENTRY, asOf: "last year" }, "entries.0.asOf"],
    [{ ...ENTRY, emergency: "" }, "entries.0.emergency"],
    [{ ...ENTRY, country: "X" }, "entries.0.country (X): expected a country's two letters"],
    [
      { ...ENTRY, country: "ZZ" },
      "entries.0.country (ZZ): expected the code of a country that has a time zone",
    ],
    [{ ...ENTRY, source: "" }, "entries.0.source (DE)"],
    [
      { ...ENTRY, lines: [{ ...LINE, number: "0800 HELP" }] },
      "entries.0.lines.0.number (DE): expected a number",
    ],
    [
      { ...ENTRY, lines: [{ ...LINE, number: "116 123, then 5" }] },
      "entries.0.lines.0.number (DE): expected a number",
    ],
    [{ ...ENTRY, checked: { on: "yesterday", against: {} } }, "entries.0.checked.on (DE)"],
  ])("an entry that makes no sense is named: %j", (entry, place) => {
    expect(() => linesOf([entry])).toThrow(`prompts/help-lines.json, ${place}`);
  });

  test("a country that stands there twice is named, since one of the two would never be said", () => {
    expect(() => linesOf([ENTRY, { ...ENTRY, emergency: "110" }])).toThrow(
      "prompts/help-lines.json, entries.1.country (DE): stands there a second time",
    );
  });

  test.each(['{"directory": "directory.example", "entries": [', "", "null"])(
    "a file that ends too early is named: %j",
    (json) => {
      expect(() => readHelpLines(json)).toThrow("prompts/help-lines.json");
      // Only such an error's own words are shown at a start that fails.
      expect(() => readHelpLines(json)).toThrow(OperatorError);
    },
  );
});
