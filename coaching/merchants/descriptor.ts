import { KNOWN_NAMES } from "./names.ts";
import { withoutPlace } from "./places.ts";
import { plainText, plainWords } from "./plain-text.ts";

/** Who collected the money for the merchant, before the merchant's name. */
const PROCESSORS = /^(?:SQ|TST|SP|PP|PY|IN|EB|IZ|PAYPAL|SUMUP|ZETTLE|LS|FS)\s*\*\s*/u;
const NOISE = new Set(
  "POS ACH DEBIT CREDIT CHECKCARD PURCHASE RECURRING AUTOPAY PAYMENT WEB PMT VISA MASTERCARD ONLINE CARD".split(
    " ",
  ),
);
const LEGAL_FORMS = new Set(["INC", "LLC", "CO", "CORP", "LTD", "GMBH"]);
const DATES = /\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)\b/gu;
const DOMAIN = /\.(?:COM|NET|ORG|IO|TV|DE|FR|CO\.UK)\b.*$/u;

/**
 * A bank's own line as the merchant's words in upper case: no processor, store number, town, date or reference.
 *
 * `SQ *BLUE CUP #12 SEATTLE WA` is `BLUE CUP`. What stands behind a number is taken for the place of the shop.
 *
 * @returns null when no word is left
 */
export function merchantWords(line: string): string | null {
  const upper = plainText(line).replaceAll("#", " #").replaceAll(DATES, " ").trim();
  const named = withoutNoise(upper).replace(PROCESSORS, "");
  const known = knownName(lettersOf(named));
  if (known !== null) return known.toUpperCase();
  const [beforeReference = ""] = named.replace(DOMAIN, "").split("*");
  const words = withoutNoise(beforeReference).split(/\s+/u);
  const number = words.findIndex((word, index) => index > 0 && /^#|^\P{L}*\d/u.test(word));
  const cut = lettersOf((number > 0 ? words.slice(0, number) : words).join(" "));
  const kept = withoutLegalForm(withoutPlace(wordsOf(cut)));
  return kept.length === 0 ? null : kept.join(" ");
}

/** What a merchant sells beside its goods is a merchant of its own: a membership is paid as no purchase is. */
const SUBSCRIPTION = /\b(?:SUBSCR\w*|MEMBERSHIP|PREMIUM|PLUS)\b/u;

/** The name people know for words of a bank's line; null when the table has none. */
export function knownName(words: string): string | null {
  const found = KNOWN_NAMES.find(
    ([start]) =>
      words === start || (words.startsWith(`${start} `) && !SUBSCRIPTION.test(words.slice(start.length))),
  );
  return found?.[1] ?? null;
}

function withoutNoise(text: string): string {
  return text
    .split(/\s+/u)
    .filter((word) => !NOISE.has(word))
    .join(" ");
}

/** The words without the legal form they end with; at least one word stays. */
export function withoutLegalForm(words: readonly string[]): readonly string[] {
  const last = words.at(-1);
  return words.length > 1 && last !== undefined && LEGAL_FORMS.has(last) ? words.slice(0, -1) : words;
}

/** Words without long numbers; one or two digits may belong to a name. */
function lettersOf(text: string): string {
  return plainWords(plainWords(text).replaceAll(/\b\d{3,}\b/gu, " "));
}

function wordsOf(text: string): readonly string[] {
  return text.split(" ").filter((word) => /\p{L}/u.test(word));
}
