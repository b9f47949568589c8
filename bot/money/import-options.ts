import { z } from "zod";

/** What is kept with an import between its steps. Every field falls back on its own, as an upgrade may change one. */
const importOptions = z.object({
  /** What the person answered, now or for an earlier file of the layout. */
  answers: z
    .object({
      dayFirst: z.boolean().optional(),
      positiveMeans: z.enum(["spent", "received"]).optional(),
      /** `none`: HRV of a kind that nobody knows is left out. */
      hrvKind: z.enum(["rmssd", "sdnn", "none"]).optional(),
    })
    .catch({})
    .default({}),
  /** What is asked now. */
  asks: z
    .object({ about: z.enum(["date-order", "sign", "hrv-kind", "kind"]), layout: z.string() })
    .nullable()
    .catch(null)
    .default(null),
  /** What the person said that a table is which may be either. */
  taken: z.enum(["days", "bank"]).optional().catch(undefined),
  /** What days are stored under, where they have a name. */
  device: z.string().optional().catch(undefined),
  /** Where the person wants it: an account of theirs by its id, or a new one. */
  account: z
    .union([z.uuid(), z.literal("new")])
    .nullable()
    .catch(null)
    .default(null),
  /** Accounts that are offered beside, in the order of their buttons. */
  offered: z.array(z.uuid()).catch([]).default([]),
  /** Rows in the file. */
  rows: z.number().int().catch(0).default(0),
  /** Grows with every tap, so that each answer is said once. */
  step: z.number().int().catch(0).default(0),
  /** How often it could not be fetched. */
  misses: z.number().int().catch(0).default(0),
  /** The layout and what the file names its account by; set once it is stored. */
  source: z.string().optional().catch(undefined),
  /** Of a file of days, what it has stored so far: under which source, which days are new, and how many it changed. */
  days: z
    .object({
      source: z.string(),
      added: z.array(z.tuple([z.iso.date(), z.iso.date()])),
      changed: z.number().int(),
    })
    .nullable()
    .catch(null)
    .default(null),
});
export type ImportOptions = z.infer<typeof importOptions>;

export function readImportOptions(stored: unknown): ImportOptions {
  const parsed = importOptions.safeParse(stored);
  return parsed.success ? parsed.data : importOptions.parse({});
}
