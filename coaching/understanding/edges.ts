import type { Span } from "./sentence.ts";

/** Words to take off the beginning and the end of a phrase. */
export type Edges = { readonly leading: ReadonlySet<string>; readonly trailing: ReadonlySet<string> };

/** A set out of a text of words; marks count as words. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

/**
 * The phrase without the words and marks at its edges that name nothing, or null when nothing is left.
 *
 * Word by word rather than by one regular expression, so that no repetition of words makes it slow.
 */
export function trimEdges(flat: string, span: Span, { leading, trailing }: Edges): Span | null {
  const words = [...flat.slice(span.start, span.end).matchAll(/\S+/gu)];
  let first = 0;
  let last = words.length - 1;
  while (first <= last && isEdge(words[first]?.[0], leading)) first++;
  while (last >= first && isEdge(words[last]?.[0], trailing)) last--;
  const one = words[first];
  const other = words[last];
  if (!one || !other || first > last) return null;
  return { start: span.start + one.index, end: span.start + other.index + other[0].length };
}

function isEdge(word: string | undefined, edges: ReadonlySet<string>): boolean {
  return word !== undefined && (edges.has(word) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
}
