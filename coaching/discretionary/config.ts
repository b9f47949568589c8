/** Weights of the discretionary classifier; judgements, to be fitted later. */
export const DISCRETIONARY_CONFIG = {
  /** Stored with what is computed from it; changes with any other field. */
  version: "discretionary/1",
  /** How many of the person's own answers the prior of a category is worth. */
  priorWeight: 4,
  /** How many of their answers at a merchant the category's probability is worth. */
  categoryWeight: 1,
  /** From this probability on a purchase counts as a choice. */
  threshold: 0.5,
  /** Between these the coach is not sure, and says so. */
  unsureFrom: 0.35,
  unsureTo: 0.64,
  /** What an answer "always, at this merchant" counts. */
  wholeMerchantWeight: 3,
  /** Where the category itself is doubtful the prior is pulled half-way to this. */
  unclearPrior: 0.48,
  /** Most that a contract's recurring payment can be, before the person says anything. */
  mostOfObligation: 0.15,
} as const;
