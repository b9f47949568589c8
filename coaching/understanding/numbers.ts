const SMALL = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen " +
  "fifteen sixteen seventeen eighteen nineteen"
).split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Matches a whole number from zero to 99 in words. */
export const SMALL_NUMBERS = `(?:(?:${TENS.join("|")})(?: (?:${SMALL.slice(1, 10).join("|")}))?|${SMALL.join("|")})`;
/** Matches a whole number in digits or words, up to 99 in words. */
export const COUNT = String.raw`(?:\d{1,4}|${SMALL_NUMBERS}|a couple of|couple of|a couple|couple|a few|few|several|a)`;
/** Matches a number in words from one to ten. */
export const WORD_TO_TEN = `(?:${SMALL.slice(0, 11).join("|")})`;

/** The number behind a match of {@link COUNT}: "a couple of" is 2, "a few" 3. */
export function countOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  if (words === "a") return 1;
  if (words.includes("couple")) return 2;
  if (words.includes("few") || words === "several") return 3;
  return words.split(" ").reduce((sum, word) => {
    const tens = TENS.indexOf(word);
    return sum + (tens >= 0 ? (tens + 2) * 10 : Math.max(0, SMALL.indexOf(word)));
  }, 0);
}

/**
 * A number as people type it: "1,200", "1.200,50", "12,50" and "12.5". Three digits after a single mark are
 * thousands, as nobody writes tenths of cents, but after a nought: "0.001". Null when it is no plain number.
 */
export function numberOf(digits: string): number | null {
  if (!/^\d+(?:[.,]\d+)*$/.test(digits)) return null;
  const marks = digits.replace(/\d/g, "");
  const last = marks.at(-1);
  if (last === undefined) return Number(digits);
  const tail = digits.slice(digits.lastIndexOf(last) + 1);
  const isDecimal = marks.indexOf(last) === marks.length - 1 && (tail.length !== 3 || /^0[.,]/.test(digits));
  const whole = isDecimal ? digits.slice(0, -tail.length - 1) : digits;
  return Number(`${whole.replace(/[.,]/g, "")}${isDecimal ? `.${tail}` : ""}`);
}
