/**
 * Decimal texts as `numeric` columns hold them, `"12.50"`, added without rounding: amounts of which nobody knows how many
 * decimals their source gave.
 */

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Whole units of ten to the minus `scale`. */
type Scaled = { readonly units: bigint; readonly scale: number };

/** @throws RangeError for a text that is no decimal number */
function read(text: string): Scaled {
  const match = DECIMAL.exec(text.trim());
  const [, sign = "", whole = "", part = ""] = match ?? [];
  if (match === null || whole + part === "") throw new RangeError("expected a decimal number");
  const units = BigInt(whole + part);
  return { units: sign === "-" ? -units : units, scale: part.length };
}

/** The exact sum, with as many decimals as the longest of them; `"0"` of none. @throws RangeError for what is no number */
export function sumOfDecimals(texts: readonly string[]): string {
  const numbers = texts.map(read);
  const scale = Math.max(0, ...numbers.map((one) => one.scale));
  const units = numbers.reduce((sum, one) => sum + one.units * 10n ** BigInt(scale - one.scale), 0n);
  return written({ units, scale });
}

/** The same with the other sign. @throws RangeError for what is no number */
export function negatedDecimal(text: string): string {
  const { units, scale } = read(text);
  return written({ units: -units, scale });
}

/** −1, 0 or 1. @throws RangeError for what is no number */
export function signOfDecimal(text: string): -1 | 0 | 1 {
  const { units } = read(text);
  if (units === 0n) return 0;
  return units < 0n ? -1 : 1;
}

/** One text for all that say the same number, `"12.5"` for `"12.50"`. @throws RangeError for what is no number */
export function plainDecimal(text: string): string {
  const { units, scale } = read(text);
  const full = written({ units, scale });
  return scale === 0 ? full : full.replace(/\.?0+$/, "");
}

function written({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const part = scale === 0 ? "" : `.${digits.slice(digits.length - scale)}`;
  return `${units < 0n ? "-" : ""}${whole}${part}`;
}
