import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringLiterals } from "./support/string-literals.ts";

const root = join(import.meta.dirname, "..");

/** Where sentences may stand in code, and for whom. */
const NOT_FOR_PEOPLE: readonly { readonly files: RegExp; readonly why: string }[] = [
  { files: /^coaching\/understanding\//, why: "what people say, to be recognised" },
  { files: /^coaching\/(?:categories|merchants)\//, why: "what banks and shops write, to be recognised" },
  { files: /^coaching\/questions\/transaction-filter\.ts$/, why: "what people say, to be recognised" },
  { files: /^coaching\/plans\/read-plan\.ts$/, why: "what people say, to be recognised" },
  { files: /^coaching\/phrasing\/word-lists\.ts$/, why: "words that a model may not say" },
  { files: /^bot\/words\/sentences\.ts$/, why: "what people say, to be recognised" },
  { files: /^src\/integrations\/files\//, why: "what banks write, to be recognised" },
  { files: /^src\/preview\//, why: "what invented people say, and headings of a page for developers" },
  { files: /^src\/(?:commands|imports)\//, why: "commands that an operator runs" },
  { files: /^src\/metrics\.ts$/, why: "help of metrics, for an operator" },
  {
    files: /^src\/(?:log|terminal-account|http\/server)\.ts$/,
    why: "why it does not start, for an operator",
  },
  { files: /^src\/(?:config|database-settings)\.ts$/, why: "settings that do not fit, for an operator" },
  {
    files: /^db\/(?:embedded|errors|move|restore|server|unfinished-restore)\.ts$/,
    why: "the same of databases",
  },
  {
    files: /^bot\/(?:access\/access|adapters\/(?:slack|telegram))(?:\/|\.ts$)/,
    why: "what a log says of a platform, for an operator",
  },
];

/** A setting by its name, at the beginning of what is wrong with it: for an operator. */
const SETTING = /^[A-Z]+_[A-Z_]+\b/;
const WORD = /\p{L}[\p{L}']*(?=[\s.,;:?!)…]|$)/gu;
const FEWEST_WORDS = 4;

/** Words in a row that begin like a sentence, or speak to somebody. */
function isSentence(text: string): boolean {
  const words = text.match(WORD) ?? [];
  const isSpoken = /^\p{Lu}/u.test(text) || /\b(?:you|your|I|I'm|me|my)\b/.test(text);
  return words.length >= FEWEST_WORDS && /\s\S+\s\S+\s/.test(text) && isSpoken && !SETTING.test(text);
}

function sentencesIn(room: string): readonly { readonly file: string; readonly words: string }[] {
  return readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const file = `${room}/${name}`;
      return stringLiterals(readFileSync(join(root, file), "utf8"))
        .filter(({ text }) => isSentence(text))
        .map(({ text, line }) => ({ file, words: `${file}:${line} ${text}` }));
    });
}

const sentences = ["bot", "src", "coaching", "db"].flatMap(sentencesIn);

test("given the rooms' sources, then what people read stands in prompts/ alone", () => {
  const stray = sentences.filter(({ file }) => !NOT_FOR_PEOPLE.some(({ files }) => files.test(file)));
  expect(stray.map(({ words }) => words)).toEqual([]);
});

test("given the places where sentences may stand, then each has one", () => {
  const idle = NOT_FOR_PEOPLE.filter(({ files }) => !sentences.some(({ file }) => files.test(file)));
  expect(idle.map(({ files }) => files.source)).toEqual([]);
});

test("given a sentence in code, then it is found, whatever stands around it", () => {
  const source = [
    "// You will not find this one here.",
    "const pattern = /[\"'`/]/g; /* Nor will you find this one. */",
    'say("You slept a little less than usual.");',
    "const words = `Last night was $GAP{night(`short '`)} for you, as $GAP{a / b} told.`;",
    'throw new Error("unknown zone: expected an IANA name");',
  ]
    .join("\n")
    .replaceAll("GAP", "");
  expect(stringLiterals(source).filter(({ text }) => isSentence(text))).toEqual([
    { text: "You slept a little less than usual.", line: 3 },
    { text: "Last night was … for you, as … told.", line: 4 },
  ]);
});
