/** Accents of Latin letters; in other scripts such marks tell letters apart and stay. */
const ACCENTS = /(\p{Script=Latin})[\u0300-\u036f]+/gu;

/** Upper case, of one width, without accents; a + is read out, so that `Disney+` is no `Disney`. */
export function plainText(text: string): string {
  const upper = text.normalize("NFKD").replaceAll(ACCENTS, "$1").normalize("NFC").toUpperCase();
  return upper.replaceAll("+", " PLUS ");
}

/** {@link plainText} with words of letters, digits and & alone, one space between. */
export function plainWords(text: string): string {
  return plainText(text)
    .replaceAll(/[^\p{L}\p{M}\p{N}&]+/gu, " ")
    .trim();
}
