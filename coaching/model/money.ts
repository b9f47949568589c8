/** Whole minor units (cents for USD, yen for JPY) of one ISO 4217 currency. */
export type Money = { readonly minor: number; readonly currency: string };

const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/;
const digitsByCurrency = new Map<string, number>();

/** Decimal digits of a currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
      2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Whether this is a currency code the runtime knows, such as `EUR`. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/**
 * A database `numeric` as whole minor units.
 *
 * @param amount decimal text or number in major units, as `"12.50"`
 * @throws RangeError when it is no number or too large to be exact
 */
export function minorFromDecimal(amount: string | number, currency: string): number {
  // Number() takes "" for 0 and "0x10" for 16.
  const major = typeof amount === "number" || DECIMAL.test(amount) ? Number(amount) : Number.NaN;
  const minor = Math.round(major * 10 ** minorDigits(currency)) + 0;
  if (!Number.isSafeInteger(minor)) throw new RangeError(`amount is no exact ${currency} amount`);
  return minor;
}

/** Whole minor units as decimal text for a `numeric` column, `1250` USD to `"12.50"`. */
export function decimalFromMinor(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/**
 * An amount as people read it: `$1,204.50`, `€64`. Whole amounts drop their decimals.
 *
 * @param options.whole round to whole major units, for "about" amounts
 */
export function formatMoney(money: Money, options: { readonly whole?: boolean } = {}): string {
  const digits = minorDigits(money.currency);
  const major = money.minor / 10 ** digits;
  const whole = options.whole === true || money.minor % 10 ** digits === 0;
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "narrowSymbol",
    // Without it 30 cents of refund would read as "-$0" in whole dollars.
    signDisplay: "negative",
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(major);
}
