import { z } from "zod";

/** A part of a split as it is read back; see `SplitPart`. */
export const saidPart = z.object({
  id: z.string(),
  amount: z.string(),
  category: z.string().nullable(),
  notes: z.string().nullable(),
});

/** What a person said of one transaction as it is read back, but for its parts; see `transaction_corrections`. */
export const saidWords = z.object({
  merchantName: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
  isDiscretionary: z.boolean().nullable(),
  isImpulse: z.boolean().nullable(),
  notes: z.string().nullable(),
});
