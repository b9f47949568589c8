import type { Span } from "./sentence.ts";

/** One mention of an entry of a word table. */
export type Mention = Span & { readonly name: string; readonly form: string };

/** A word table made searchable. */
export type Lexicon = { readonly pattern: RegExp; readonly names: ReadonlyMap<string, string> };

/** Makes a table of names and forms searchable; longer forms win, so "apple music" is not "apple". */
export function lexiconOf(table: readonly (readonly string[])[]): Lexicon {
  const names = new Map<string, string>();
  for (const [name = "", ...forms] of table) {
    for (const form of [name, ...forms]) if (!names.has(form)) names.set(form, name);
  }
  const forms = [...names.keys()].sort((one, other) => other.length - one.length).map(escaped);
  return {
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${forms.join("|")})(?![\p{L}\p{N}])`, "gu"),
    names,
  };
}

function escaped(form: string): string {
  return form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Every mention in the flat text, in order; none inside another. */
export function mentionsOf(lexicon: Lexicon, flat: string): Mention[] {
  return [...flat.matchAll(lexicon.pattern)].map((match) => ({
    name: lexicon.names.get(match[0]) ?? match[0],
    form: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
