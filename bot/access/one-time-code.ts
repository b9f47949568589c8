import { createHash, randomInt } from "node:crypto";

/**
 * What a code lets its speaker do. Each kind has a length of its own, by which it is known: a code that lives for a week
 * is longer than one of ten minutes.
 */
const LENGTHS = { invite: 10, link: 8 } as const;
export type CodeKind = keyof typeof LENGTHS;

/** Without look-alikes (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) and without vowels, so that no code is a word. */
const LETTERS = "CDFHJKMNPQRTWXY";
const DIGITS = /[3479]/;
const SIGNS = `${LETTERS}3479`;

export type OneTimeCode = {
  /** As it is said and typed, `KMDX-7PQT`; kept nowhere. */
  readonly code: string;
  /** Its SHA-256 in hex, by which it is known again. */
  readonly hash: string;
};

/**
 * A new code that nobody can foresee, one of 10¹⁰ or more. It begins with a letter and holds a digit, so that neither a
 * number nor a long "hmmmmmmm" is taken for one.
 */
export function makeCode(kind: CodeKind): OneTimeCode {
  const length = LENGTHS[kind];
  for (;;) {
    const signs = Array.from({ length }, (_, place) => {
      const from = place === 0 ? LETTERS : SIGNS;
      return from.charAt(randomInt(from.length));
    }).join("");
    if (!DIGITS.test(signs)) continue;
    return { code: `${signs.slice(0, length / 2)}-${signs.slice(length / 2)}`, hash: hashOf(signs) };
  }
}

/** A text that has a code's form, whether it is one or not. */
export type SaidCode = { readonly kind: CodeKind; readonly hash: string };

/**
 * A code as people type it or a deep link carries it: alone, after `/link`, `/start` or `/invite`, or as `link_…` and
 * `invite_…`; in any case, with or without its dash.
 *
 * @returns null for a text that is no code
 */
export function readCode(text: string): SaidCode | null {
  const bare = text
    .trim()
    .replace(/^\/(?:link|start|invite)(?:@\w+)?\s+/i, "")
    .replace(/^(?:link|invite)_/i, "");
  // Longer texts are no codes, whatever stands in them.
  if (bare.length > 24) return null;
  const signs = bare.toUpperCase().replace(/[\s\-–—_.]/g, "");
  const kind = signs.length === LENGTHS.link ? "link" : signs.length === LENGTHS.invite ? "invite" : null;
  if (kind === null || !LETTERS.includes(signs.charAt(0)) || !DIGITS.test(signs)) return null;
  return [...signs].every((sign) => SIGNS.includes(sign)) ? { kind, hash: hashOf(signs) } : null;
}

function hashOf(signs: string): string {
  return createHash("sha256").update(signs).digest("hex");
}
