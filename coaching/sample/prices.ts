import { minorDigits } from "../model/money.ts";

/**
 * Rough price levels: what a thing that costs one US dollar there costs elsewhere, rounded. They only make
 * sample amounts look plausible and are no exchange rates.
 */
const PRICE_LEVELS: Readonly<Record<string, number>> = {
  AED: 3.3,
  ARS: 900,
  AUD: 1.4,
  BGN: 1.2,
  BHD: 0.33,
  BRL: 3.2,
  CAD: 1.3,
  CHF: 1.1,
  CLP: 650,
  CNY: 4.5,
  COP: 2400,
  CZK: 17,
  DKK: 6.8,
  EGP: 18,
  EUR: 0.9,
  GBP: 0.8,
  HKD: 6.5,
  HUF: 240,
  IDR: 6000,
  ILS: 3.7,
  INR: 30,
  ISK: 140,
  JOD: 0.5,
  JPY: 120,
  KES: 60,
  KRW: 1100,
  KWD: 0.3,
  MXN: 12,
  MYR: 2.3,
  NGN: 500,
  NOK: 10,
  NZD: 1.5,
  OMR: 0.3,
  PHP: 26,
  PKR: 90,
  PLN: 2.7,
  RON: 2.7,
  RUB: 45,
  SAR: 3.2,
  SEK: 9.5,
  SGD: 1.2,
  THB: 16,
  TND: 1.4,
  TRY: 18,
  TWD: 19,
  UAH: 16,
  USD: 1,
  VND: 9000,
  ZAR: 9,
};

/** An amount thought of in US dollars, as minor units that such a thing might cost in the currency. */
export function priceMinor(usd: number, currency: string): number {
  const level = PRICE_LEVELS[currency] ?? 1;
  const major = usd * level;
  const unit = 10 ** minorDigits(currency);
  if (level < 10) return Math.max(1, Math.round(major * unit));
  // Where a coffee costs hundreds, nobody prices to the last coin.
  const step = level >= 2000 ? 500 : level >= 500 ? 50 : 1;
  return Math.max(step, Math.round(major / step) * step) * unit;
}
