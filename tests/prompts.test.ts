import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../coaching/rules/index.ts";
import { labelOf, render, templateIds, templateSource } from "../prompts/index.ts";

const root = join(import.meta.dirname, "..");
const ids = templateIds();

function sources(): readonly string[] {
  return ["bot", "src"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(root, room, file), "utf8")),
  );
}

function ruleSources(): readonly string[] {
  const folder = join(root, "coaching/rules");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
}

/** Ids built from a rule's or intent's name have a pattern in place of that name. */
function idsInCode(): { readonly exact: ReadonlySet<string>; readonly patterns: readonly RegExp[] } {
  const folders = [...new Set(ids.map((id) => id.slice(0, id.lastIndexOf("/"))))].map(
    (folder) => folder.split("/")[0],
  );
  const start = `(?:${[...new Set(folders)].join("|")})`;
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const source of sources()) {
    for (const match of source.matchAll(new RegExp(`"(${start}/[^"\\s]+)"`, "g"))) {
      const id = match[1] ?? "";
      if (!id.endsWith(".ts")) exact.add(id);
    }
    for (const match of source.matchAll(new RegExp(`\`(${start}/[^\`\\s]+)\``, "g"))) {
      patterns.push(new RegExp(`^${(match[1] ?? "").replace(/\$\{[^}]*\}/g, "[a-z0-9-]+")}$`));
    }
  }
  return { exact, patterns };
}

test("given the templates named in code, then each has its file and section", () => {
  const { exact } = idsInCode();
  expect(exact.size).toBeGreaterThan(20);
  expect([...exact].filter((id) => !ids.includes(id))).toEqual([]);
});

test("given the templates in files, then each is named in code", () => {
  const { exact, patterns } = idsInCode();
  const unused = ids.filter((id) => !exact.has(id) && !patterns.some((pattern) => pattern.test(id)));
  expect(unused).toEqual([]);
});

test("given any rule, then it has a message and a reason", () => {
  const missing = rules.flatMap((rule) =>
    ["message", "why"].map((part) => `recommendations/${rule.id}/${part}`).filter((id) => !ids.includes(id)),
  );
  expect(missing).toEqual([]);
});

/** Words that judge, diagnose, praise or claim a cause. */
const NEVER_SAID =
  /\b(well done|great job|good job|congrat\w*|keep it up|you failed|bad day|shame|guilt\w*|overspen[dt]\w*|splurg\w*|diagnos\w*|burn(ed|t)? ?out|depress\w*|anxiety|addict\w*|because you slept|caused by|causes|streak)\b/i;

/** Other words for what is called a choice. */
const NOT_CHOICE = /\b(extras?|discretionary|non-?essentials?|luxur\w+|treats?)\b/i;

test.each(ids)("%s is in the coach's voice", (id) => {
  const { text, labels } = templateSource(id);
  for (const words of [text, ...labels.map((label) => label.text)]) {
    expect(words).not.toMatch(/!/);
    expect(words).not.toMatch(/\p{Extended_Pictographic}/u);
    expect(words).not.toMatch(NEVER_SAID);
    expect(words).not.toMatch(NOT_CHOICE);
    expect(words).not.toMatch(/\{\{(?![a-zA-Z]+\}\})/);
  }
});

/** The facts that a template wants, from the names of its gaps. */
function gapsOf(id: string): readonly string[] {
  const { text, labels } = templateSource(id);
  const said = [text, ...labels.map((label) => label.text)].join(" ");
  return [...said.matchAll(/\{\{([a-zA-Z]+)\}\}/g)].map((match) => match[1] ?? "");
}

test.each(ids)("%s renders with its facts, and nothing of a gap is left", (id) => {
  const facts = Object.fromEntries(gapsOf(id).map((name) => [name, `<${name}>`]));
  const said = render(id, facts)
    .map(({ text }) => text)
    .join("");
  expect(said).not.toMatch(/[{}]|undefined/);
});

test("given the gaps of templates, then the code or a rule names each fact", () => {
  const named = new Set(
    [...sources(), ...ruleSources()].flatMap((source) => source.match(/[a-zA-Z]+/g) ?? []),
  );
  const inRules = (name: string) => named.has(`${name}Minor`) || named.has(`${name}Minutes`);
  const unfilled = ids.flatMap((id) => gapsOf(id).filter((name) => !named.has(name) && !inRules(name)));
  expect(unfilled).toEqual([]);
});

test("given a missing fact, then rendering refuses it by name", () => {
  expect(() => render("check-in/saved-mood", {})).toThrow('"check-in/saved-mood" misses its fact "mood"');
});

test("given facts that look like markup or a gap, then they are said as they are", () => {
  const text = render("check-in/noted", { words: "**{{mood}}** _x_ $&" });
  expect(text).toEqual([{ text: "Noted with it: **{{mood}}** _x_ $&." }]);
});

test("given commands with underscores, then no words are lost between them and nothing is italic", () => {
  expect(render("slack/privacy-usage")).toEqual([
    { text: "/slack_privacy off or /slack_privacy on changes it." },
  ]);
});

test("given an aside, then its label says so", () => {
  expect(labelOf("check-in/ask-mood", "skip")).toEqual({ text: "skip", aside: true });
  expect(labelOf("check-in/ask-mood", "3")).toEqual({ text: "meh", aside: false });
});
