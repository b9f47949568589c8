import { fromPayee } from "./movement.ts";
import { KNOWN_NAMES } from "./names.ts";
import { withoutPlace } from "./places.ts";
import { plainText, plainWords } from "./plain-text.ts";

/** Who collected the money for the merchant, before the merchant's name. */
const PROCESSORS =
  /^(?:SQ|TST|SP|PP|PY|IN|EB|IZ|PAYPAL|SUMUP|ZETTLE|LS|FS|APL|PAG|MP|MERCADOPAGO|PADDLE\.NET|HLU|WPY)\s*\*\s*/u;
const NOISE = new Set(
  "POS ACH DEBIT CREDIT CHECKCARD PURCHASE RECURRING AUTOPAY PAYMENT WEB PMT VISA MASTERCARD ONLINE CARD".split(
    " ",
  ),
);
const LEGAL_FORMS = new Set(["INC", "LLC", "CO", "CORP", "LTD", "GMBH", "SA", "SE", "AB"]);
/** Behind these stands an address or a note, and no more of the name. */
const CLOSING_FORMS = new Set(["INC", "LLC", "LTD", "GMBH", "AG", "PLC", "SARL", "AKTIENGESELLSCHAFT"]);
const DATES =
  /(?:\bON\s+)?\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{2,4})?)?(?!\d)|\d{1,2}:\d{2}(?::\d{2})?\b)/gu;
/** What shops print behind their name, and where a reference begins. */
const THANKS = /\b(?:DANKT|SAGT DANKE)\b/gu;
const REFERENCE = /\s(?:(?:PPD|CCD) ID|CONF|REF|TRACE|ID|TRANSACTION|TRN)\s*[#:].*$/u;
const DOMAIN =
  /(?<=[\p{L}\p{N}]{3})\.(?:COM|NET|ORG|IO|TV|APP|DE|FR|EU|NL|AT|CH|ES|IT|BE|IE|(?:CO|GOV|ORG)\.UK)\b.*$/u;
/** What a card's statement says of being paid: it names nobody. */
const PAID_CARD = /\bPAYMENT\b.*\bTHANK ?YOU\b/u;

/**
 * A bank's own line as the merchant's words in upper case: no processor, store number, town, date or reference.
 *
 * `SQ *BLUE CUP #12 SEATTLE WA` is `BLUE CUP`. What stands behind a number is taken for the place of the shop.
 *
 * @returns null when no word is left
 */
export function merchantWords(line: string): string | null {
  return read(line).words;
}

/** Whether a line names nobody, or tells only how the money moved: "direct debit". */
export function isNameless(line: string): boolean {
  const { words, isMovement } = read(line);
  return isMovement || words === null;
}

function read(line: string): { readonly words: string | null; readonly isMovement: boolean } {
  const plain = plainText(line);
  if (PAID_CARD.test(plain)) return { words: null, isMovement: true };
  const { text, isMovement } = fromPayee(
    plain.replaceAll(DATES, " ").replaceAll(THANKS, " ").replace(REFERENCE, "").trim(),
  );
  const words = wordsOfPayee(text);
  // The bank's own word is all there is to call it by, and is not cut short.
  return { words: words !== null && isMovement ? lettersOf(text) : words, isMovement };
}

function wordsOfPayee(text: string): string | null {
  const upper = text.replaceAll("#", " #").trim();
  const named = withoutNoise(upper).replace(PROCESSORS, "").replace(LEADING_NUMBER, "");
  const known = knownName(lettersOf(named));
  if (known !== null) return known.toUpperCase();
  const [beforeReference = ""] = named.replace(DOMAIN, "").split("*");
  const words = withoutNoise(beforeReference).split(/\s+/u);
  const number = words.findIndex((word, index) => index > 0 && /^#|^\P{L}*\d/u.test(word));
  const cut = lettersOf((number > 0 ? words.slice(0, number) : words).join(" "));
  const kept = withoutLegalForm(withoutPlace(wordsOf(cut)));
  return kept.some(isWord) ? kept.join(" ").replace(/ &$/u, "") : null;
}

/** A reference; one or two digits before a word may be the name's own, as of the 7 Days. */
const LEADING_NUMBER = /^(?:(?!\d{1,2} \p{L}{3})[\d.,#-]+\s+)+/u;

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

/** The words without the legal form they end with, and without what follows one; at least one word stays. */
export function withoutLegalForm(words: readonly string[]): readonly string[] {
  const closing = words.findIndex((word, index) => index > 0 && CLOSING_FORMS.has(word));
  if (closing > 0) return words.slice(0, closing);
  const last = words.at(-1);
  return words.length > 1 && last !== undefined && LEGAL_FORMS.has(last) ? words.slice(0, -1) : words;
}

/** Words without long numbers; one or two digits may belong to a name. */
function lettersOf(text: string): string {
  return plainWords(plainWords(text).replaceAll(/\b\d{3,}\b/gu, " "));
}

/** A number may begin a name, and an & join its words. */
function wordsOf(text: string): readonly string[] {
  return text
    .split(" ")
    .filter((word, index) => isWord(word) || (index === 0 ? /^\d{1,2}$/u.test(word) : word === "&"));
}

function isWord(text: string): boolean {
  return /\p{L}/u.test(text);
}
