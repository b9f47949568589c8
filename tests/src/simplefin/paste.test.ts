import { expect, test } from "vitest";
import { readPaste } from "../../../src/integrations/banks/simplefin/token.ts";

const CLAIM = "https://bridge.simplefin.org/simplefin/claim/demo";
/** The one that SimpleFIN publishes for trying it out. */
const TOKEN = "aHR0cHM6Ly9icmlkZ2Uuc2ltcGxlZmluLm9yZy9zaW1wbGVmaW4vY2xhaW0vZGVtbw==";

const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["alone", TOKEN],
  ["with white space around", `\n  ${TOKEN}\t`],
  ["without its padding", TOKEN.replace(/=+$/, "")],
  ["among words", `here it is: ${TOKEN} thanks`],
  ["behind a command", `/connect simplefin ${TOKEN}`],
  ["wrapped over lines", `${TOKEN.slice(0, 30)}\n${TOKEN.slice(30)}`],
  ["as the address itself", CLAIM],
])("given a setup token %s, then it is found", (_, text) => {
  expect(readPaste(text)).toEqual({ kind: "claim", url: CLAIM });
});

test("given access itself, then it is found as such", () => {
  const url = "https://name:word@bridge.simplefin.org/simplefin";
  expect(readPaste(` ${url} `)).toEqual({ kind: "access", url });
});

test.each([
  ["nothing", ""],
  ["a sentence", "12 coffee yesterday"],
  ["an address", "https://bridge.simplefin.org/simplefin/create"],
  ["somebody else's claim", "my refund is at https://shop.example.org/claim/abc123"],
  ["a password for something else", "https://me:word@example.org/files"],
  ["an e-mail address", "ask me@example.org"],
  ["base64 of something else", Buffer.from("ftp://example.org/claim/some-token-or-other").toString("base64")],
  ["base64 of words", Buffer.from("how much did I spend on takeout last week?").toString("base64")],
  ["a claim with more behind it", base64("http://127.0.0.1:9200/_shutdown?/claim/demo")],
  ["a claim with a mark behind it", base64("http://127.0.0.1:9200/_shutdown#/claim/demo")],
  ["a claim with a name in it", base64("https://me:word@example.org/claim/demo")],
  ["a claim that leads on", base64("https://example.org/claim/demo/../../other")],
  ["a token cut to its beginning", TOKEN.slice(0, 8)],
  ["pages of letters", `aHR0c${"A".repeat(5000)}`],
])("given %s, then there is none", (_, text) => {
  expect(readPaste(text)).toBeNull();
});
