/** The provider of the account that holds what a person tells by hand. */
export const HAND_PROVIDER = "hand";

/**
 * Whether an account is read from a source that can be complete.
 *
 * What is told by hand never is: it makes no day known in full, and it keeps none from being so. A day that the linked
 * accounts know holds what was told by hand as well; with nothing but hand entries every day stays unknown.
 */
export function isLinked({ provider }: { readonly provider: string }): boolean {
  return provider !== HAND_PROVIDER;
}
