import { gramsOfLine } from "../../coaching/understanding/crisis-sound.ts";
import type { CrisisLine } from "./crisis-lines.ts";

/** Lines that share this much of their words are near-duplicates: they stay in one fold. */
const NEAR = 0.5;

/**
 * Deals lines into folds so that no line has a near-duplicate in another fold; near ones of near ones count, too.
 *
 * @returns the fold of each line, from 0; always the same for the same lines
 */
export function foldsOf(lines: readonly CrisisLine[], folds: number): readonly number[] {
  const groups = groupsOf(lines.map(({ text }) => wordsOf(text)));
  const firsts = [...new Set(groups)].sort((one, other) => hash(lines[one]?.text) - hash(lines[other]?.text));
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const dealt = new Array<number>(folds).fill(0);
  const foldOf = new Map<number, number>();
  for (const group of firsts) {
    const fold = dealt.indexOf(Math.min(...dealt));
    foldOf.set(group, fold);
    dealt[fold] = (dealt[fold] ?? 0) + (sizes.get(group) ?? 0);
  }
  return groups.map((group) => foldOf.get(group) ?? 0);
}

/** For each line the first one of its group. */
function groupsOf(lines: readonly ReadonlySet<string>[]): readonly number[] {
  const parents = lines.map((_, index) => index);
  const rootOf = (index: number): number => {
    const parent = parents[index] ?? index;
    return parent === index ? index : rootOf(parent);
  };
  const linesWith = new Map<string, number[]>();
  lines.forEach((words, index) => {
    const shared = new Map<number, number>();
    for (const word of words) {
      const others = linesWith.get(word) ?? [];
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
      if (others.push(index) === 1) linesWith.set(word, others);
    }
    for (const [other, count] of shared) {
      const all = words.size + (lines[other]?.size ?? 0) - count;
      if (count / all < NEAR) continue;
      const [low, high] = [rootOf(index), rootOf(other)].sort((a, b) => a - b) as [number, number];
      parents[high] = low;
    }
  });
  return lines.map((_, index) => rootOf(index));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(gramsOfLine(text).filter((gram) => /^[\p{L}#]+$/u.test(gram)));
}

/** FNV-1a. */
function hash(text = ""): number {
  let value = 2166136261;
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 16777619);
  return value >>> 0;
}
