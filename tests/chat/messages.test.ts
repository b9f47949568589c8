import fc from "fast-check";
import { expect, test } from "vitest";
import { questionReply } from "../../bot/conversations/check-in-replies.ts";
import { counted, dayPhrase, duration, listed, periodName, shorten, signed } from "../../bot/format.ts";
import { cleanText, readCommand } from "../../bot/inbound-text.ts";
import { outboundMessage, questionToken, readToken, standingToken } from "../../bot/message.ts";
import { composeMessage } from "../../bot/reply.ts";
import { SAVED_CHECK_IN } from "../support/saved-check-in.ts";

test("a question's token says its revision and choice, a standing one its action", () => {
  expect(readToken(questionToken(12, "read:1"))).toEqual({
    kind: "question",
    revision: 12,
    choice: "read:1",
  });
  expect(readToken(standingToken("why:abc"))).toEqual({ kind: "standing", action: "why:abc" });
  for (const token of ["", "c1:x:1", "c2:1:1", "c1:1:", "s1:", "c1:-1:3", "c1:99999999999:1"]) {
    expect(readToken(token)).toEqual({ kind: "unknown" });
  }
});

test("given the check-in, then every token fits into 64 bytes and the message into its schema", () => {
  const message = composeMessage(questionReply(SAVED_CHECK_IN, []), 999_999_999);
  expect(outboundMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  for (const { token } of message.buttons) expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64);
});

test.each([
  ["a\u0000b", "ab"],
  ["  two\r\nlines\r ", "two\nlines"],
  ["\u202eabc\u202c", "abc"],
  ["\ud83d", ""],
  ["\ufeffhi", "hi"],
  ["naïve 😊", "naïve 😊"],
])("%j is read as %j", (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test("given any text, then what is read has no control character that a database refuses", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const clean = cleanText(text);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toMatch(/[^\P{Cc}\n\t]/u);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["/today", { name: "today", argument: "" }],
  ["/Timezone  New York ", { name: "timezone", argument: "New York" }],
  ["/checkin@coach_bot 5/7", { name: "checkin", argument: "5/7" }],
  ["5/7", null],
  ["/ today", null],
])("%j as a command is %j", (text, command) => {
  expect(readCommand(text)).toEqual(command);
});

test.each([
  [340, "5 h 40 m"],
  [425, "7 h 05 m"],
  [480, "8 h"],
  [59.6, "1 h"],
  [12, "12 m"],
  [0, "0 m"],
])("%s minutes read %j", (minutes, text) => {
  expect(duration(minutes)).toBe(text);
});

test("periods, points and lists read as people say them", () => {
  const today = "2026-11-23";
  expect(periodName({ from: "2026-11-16", to: "2026-11-22" }, today)).toBe("Monday 16 to Sunday 22 November");
  expect(periodName({ from: "2026-10-26", to: "2026-11-01" }, today)).toBe(
    "Monday 26 October to Sunday 1 November",
  );
  expect(periodName({ from: "2026-11-01", to: "2026-11-30" }, today)).toBe("November 2026");
  expect(periodName({ from: "2026-11-22", to: "2026-11-22" }, today)).toBe("yesterday, Sunday 22 November");
  expect(dayPhrase("2025-11-23", today)).toBe("Sunday 23 November 2025");
  expect([signed(6.4), signed(-5.6), signed(0.2)]).toEqual(["+6", "−6", "±0"]);
  expect([counted(1, "day"), counted(2, "day")]).toEqual(["1 day", "2 days"]);
  expect([listed([]), listed(["a"]), listed(["a", "b", "c"])]).toEqual(["", "a", "a, b and c"]);
});

test.each([
  ["Berlin", 60, "Berlin"],
  ["a".repeat(60), 60, "a".repeat(60)],
  ["a".repeat(61), 60, `${"a".repeat(60)}…`],
  ["👍🏽".repeat(5), 4, `${"👍🏽".repeat(4)}…`],
  ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 1, "👨‍👩‍👧‍👦…"],
  ["ab\ud83d", 10, "ab\ufffd"],
  // One letter under a tower of 4000 accents is not quoted whole either.
  [`ok${"e".padEnd(4000, "\u0301")}`, 60, "ok…"],
])("%j is quoted with at most %i characters", (said, longest, quoted) => {
  expect(shorten(said, longest)).toBe(quoted);
});

test("given any text, then a quote of it is well formed and a whole number of its characters", () => {
  const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.integer({ min: 1, max: 40 }),
      (said, most) => {
        const all = [...characters.segment(said)].map(({ segment }) => segment);
        const quoted = shorten(said, most);
        expect(quoted.isWellFormed()).toBe(true);
        expect(quoted).toBe(all.length <= most ? said : `${all.slice(0, most).join("")}…`);
      },
    ),
    { numRuns: 300 },
  );
});
