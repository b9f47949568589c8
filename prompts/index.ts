import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The numbers and names a sentence is built from, already formatted for people. */
export type Facts = Readonly<Record<string, string | number>>;

/** A run of words in one style. */
export type StyledText = { readonly text: string; readonly style?: "bold" | "italic" };

/** A button's words and whether it stands apart from the answers proper, as skip and undo do. */
export type Label = { readonly text: string; readonly aside: boolean };

type Piece = { readonly style?: "bold" | "italic"; readonly text: string };
type Template = { readonly pieces: readonly Piece[]; readonly labels: ReadonlyMap<string, Label> };

const FACT = /\{\{([a-zA-Z]+)\}\}/g;
/** An underscore inside a word, as in a command's name, is no style. */
const STYLED = /(\*\*[^*]+\*\*|(?<![\p{L}\p{N}])_[^_]+_(?![\p{L}\p{N}]))/u;
const LABEL = /^[-*] (\()?([a-z0-9-]+)\)?: (.+)$/;

/** The section that the first wording of a message is, in the plain tone. */
export const FIRST_WORDING = "message";

/** `message`, `message-2`, `gentle`, `direct` …: how a rule's message may be said; `message-alone` … where there are fewer facts. */
export function isWording(section: string): boolean {
  return /^(?:message|gentle|direct)(?:-alone)?(?:-\d+)?$/.test(section);
}

/**
 * Reads every `prompts/**\/*.md`. A file holds sections `## name`; a template's id is `path/name`.
 *
 * Lines of a paragraph are joined by spaces, a blank line is a line break, `**bold**` and `_italic_` are the only
 * styles, `{{fact}}` the only gap. Lines `- id: words` are answers, `- (id): words` asides; the other wordings of a
 * message have those of its first.
 */
function loadTemplates(folder: string): ReadonlyMap<string, Template> {
  const templates = new Map<string, Template>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".md") || file.endsWith("README.md")) continue;
    const sections = readFileSync(join(folder, file), "utf8").split(/^## /m).slice(1);
    const path = file.replace(/\\/g, "/").replace(/\.md$/, "");
    for (const section of sections) {
      const [name = "", ...lines] = section.split("\n");
      const id = `${path}/${name.trim()}`;
      if (templates.has(id)) throw new Error(`two templates are called "${id}"`);
      const template = parseTemplate(lines);
      const first = templates.get(`${path}/${FIRST_WORDING}`);
      // Other wordings of a message offer what its first one does.
      const isOther = first !== undefined && template.labels.size === 0 && isWording(name.trim());
      templates.set(id, isOther ? { ...template, labels: first.labels } : template);
    }
  }
  return templates;
}

function parseTemplate(lines: readonly string[]): Template {
  const labels = new Map<string, Label>();
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    const label = LABEL.exec(line);
    if (label?.[2] !== undefined && label[3] !== undefined) {
      labels.set(label[2], { text: label[3], aside: label[1] !== undefined });
    } else if (line.trim() === "") {
      paragraphs.push([]);
    } else {
      paragraphs.at(-1)?.push(line.trim());
    }
  }
  const text = paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .map((paragraph) => paragraph.join(" "))
    .join("\n");
  const pieces: Piece[] = [];
  for (const part of text.split(STYLED)) {
    if (part === "") continue;
    if (part.startsWith("**")) pieces.push({ style: "bold", text: part.slice(2, -2) });
    else if (part.startsWith("_")) pieces.push({ style: "italic", text: part.slice(1, -1) });
    else pieces.push({ text: part });
  }
  return { pieces, labels };
}

const templates = loadTemplates(import.meta.dirname);

/** Every template id there is. */
export function templateIds(): readonly string[] {
  return [...templates.keys()];
}

/** The template's own words, gaps included, for checks on wording. */
export function templateSource(id: string): { readonly text: string; readonly labels: readonly Label[] } {
  const template = find(id);
  return { text: template.pieces.map((piece) => piece.text).join(""), labels: [...template.labels.values()] };
}

/**
 * A sentence with its facts in place.
 *
 * @throws Error when the template or one of its facts is missing
 */
export function render(id: string, facts: Facts = {}): readonly StyledText[] {
  return find(id).pieces.map(({ style, text }) => ({
    text: fill(id, text, facts),
    ...(style === undefined ? {} : { style }),
  }));
}

/** Whether there is such a template and every fact that its text needs: what an earlier release stored may lack one. */
export function canRender(id: string, facts: Facts): boolean {
  const text = templates
    .get(id)
    ?.pieces.map((piece) => piece.text)
    .join("");
  return text !== undefined && [...text.matchAll(FACT)].every(([, name = ""]) => facts[name] !== undefined);
}

/** The words of a button that the template names, or undefined when it names none of that id. */
export function labelOf(id: string, label: string, facts: Facts = {}): Label | undefined {
  const found = find(id).labels.get(label);
  return found === undefined ? undefined : { ...found, text: fill(id, found.text, facts) };
}

function find(id: string): Template {
  const template = templates.get(id);
  if (template === undefined) throw new Error(`unknown template "${id}"`);
  return template;
}

function fill(id: string, text: string, facts: Facts): string {
  return text.replace(FACT, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`template "${id}" misses its fact "${name}"`);
    return String(fact);
  });
}
