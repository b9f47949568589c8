import type { ImpulseSigns } from "./impulse.ts";

/** What speaks for an impulse, by name, in the order in which it is told. */
export const IMPULSE_SIGNS = [
  "newMerchant",
  "lateHour",
  "unusualAmount",
  "spree",
  "temptingCategory",
] as const satisfies readonly (keyof ImpulseSigns)[];

export type ImpulseSign = (typeof IMPULSE_SIGNS)[number];

/** Why a purchase has its impulse probability, as it is stored: the person's word, or the signs that hold. */
export type ImpulseReason =
  | { readonly kind: "said"; readonly isImpulse: boolean }
  | { readonly kind: "signs"; readonly signs: readonly ImpulseSign[] };
