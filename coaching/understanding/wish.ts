import type { ParkFrame, UnderstandingContext } from "./frame.ts";
import { readMessage } from "./message.ts";

/** Something to park, as it was said. */
export type SaidWish = {
  readonly what: string;
  /** Major units, more than nothing; null where none was said. */
  readonly amount: number | null;
  /** ISO 4217, only where one was named. */
  readonly currency: string | null;
};

/** What a sentence about parking parks, with the currency it names; null where it does not say what. */
export function readWish(text: string, { slots }: ParkFrame, context: UnderstandingContext): SaidWish | null {
  const what = slots.what?.trim() ?? "";
  if (what === "") return null;
  const { amount } = slots;
  if (amount === undefined || amount <= 0) return { what, amount: null, currency: null };
  const named = readMessage(text, context).amounts.find(({ value }) => value === amount);
  return { what, amount, currency: named?.currency ?? null };
}
