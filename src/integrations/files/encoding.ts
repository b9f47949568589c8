import { TextDecoder } from "node:util";

/** Letters beyond ASCII that a language writes with, small ones only. */
const ALPHABETS = {
  "windows-1252": [
    "äöüß",
    "àâæçéèêëîïôœùûüÿ",
    "áéíñóúü",
    "àèéìíîòóùú",
    "ãáàâçéêíóôõúü",
    "ëïéèöüáó",
    "åäöéü",
    "æøåéö",
    "áéíóúýðþæö",
  ],
  "windows-1250": ["áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîşţ"],
  "iso-8859-2": ["áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîşţ"],
  "windows-1251": ["абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"],
} as const;

const LETTER = /\p{L}/u;

/** Byte order marks, and UTF-16 without one by its zero bytes. Null: neither. */
export function markedEncoding(
  bytes: Uint8Array,
): { readonly encoding: string; readonly skip: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  const looked = Math.min(bytes.length, 2000) & ~1;
  if (looked < 4) return null;
  const zeros = [0, 0];
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked * 0.3 && even < looked * 0.05) return { encoding: "utf-16le", skip: 0 };
  if (even > looked * 0.3 && odd < looked * 0.05) return { encoding: "utf-16be", skip: 0 };
  return null;
}

/**
 * The encoding of text that has bytes beyond ASCII and no byte order mark.
 *
 * UTF-8 hardly ever comes about by chance, so it is tried first. The single-byte ones all fit always; the one is
 * taken in which the letters fit the alphabet of one language best, and Western before Eastern where two do.
 *
 * @param bytes may end in the midst of a letter
 */
export function guessEncoding(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return "utf-8";
  let best = "windows-1252";
  let bestShare = -1;
  const isMixed = mixesScripts(bytes);
  for (const [encoding, alphabets] of Object.entries(ALPHABETS)) {
    if (encoding === "windows-1251" && isMixed) continue;
    const letters = highCharacters(bytes, encoding);
    for (const alphabet of alphabets) {
      const known = new Set(alphabet);
      let fitting = 0;
      let all = 0;
      for (const [character, times] of letters) {
        // A currency sign or a dash is no proof of a language, but a sign in the midst of letters speaks against it.
        if (!LETTER.test(character)) {
          all += times / 2;
          continue;
        }
        all += times;
        if (known.has(character)) fitting += times;
      }
      const share = all === 0 ? 0 : fitting / all;
      if (share > bestShare + 1e-9) {
        bestShare = share;
        best = encoding;
      }
    }
  }
  return best;
}

/** Whether letters beyond ASCII stand beside ASCII letters: accents do, Cyrillic words do not. */
function mixesScripts(bytes: Uint8Array): boolean {
  let high = 0;
  let beside = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0xc0) continue;
    high++;
    if (isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[at + 1])) beside++;
  }
  return beside > high * 0.3;
}

function isAsciiLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte < 0x80 && (byte & 0xdf) >= 0x41 && (byte & 0xdf) <= 0x5a;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // `stream` keeps a letter that is cut at the end for later instead of calling it wrong.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function highCharacters(bytes: Uint8Array, encoding: string): ReadonlyMap<string, number> {
  const text = new TextDecoder(encoding).decode(bytes.filter((byte) => byte > 0x7f));
  const counts = new Map<string, number>();
  for (const character of text) {
    const small = character.toLowerCase();
    counts.set(small, (counts.get(small) ?? 0) + 1);
  }
  return counts;
}
