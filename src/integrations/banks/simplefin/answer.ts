import { z } from "zod";

/** Seconds since 1970; 0 where it is not known. */
const epoch = z.number().nonnegative().max(32_503_680_000).catch(0);
const words = z.string().nullish().catch(null);

const transaction = z.object({
  id: z.coerce.string().min(1),
  posted: epoch.default(0),
  amount: z.coerce.string(),
  description: words,
  payee: words,
  memo: words,
  transacted_at: epoch.default(0),
  pending: z.boolean().nullish().catch(null),
});

const account = z.object({
  id: z.coerce.string().min(1),
  name: words,
  currency: z.string(),
  balance: z.coerce.string().nullish(),
  "balance-date": epoch.default(0),
  conn_id: words,
  org: z.object({ name: words }).nullish().catch(null),
  /** Kept as they came, and read one by one: one that cannot be read does not hide the others. */
  transactions: z.array(z.unknown()).nullish(),
  holdings: z.array(z.unknown()).nullish().catch(null),
});

const problem = z.object({
  code: words,
  msg: words,
  message: words,
  conn_id: words,
  account_id: words,
});

/** An answer to `GET /accounts`, of either version of the protocol. */
export const accountSet = z.object({
  /** Of version 1: sentences. */
  errors: z.array(z.string()).nullish().catch(null),
  /** Of version 2. */
  errlist: z.array(problem).nullish().catch(null),
  connections: z
    .array(z.object({ conn_id: z.string(), name: words }))
    .nullish()
    .catch(null),
  accounts: z.array(account),
});

export type AccountSet = z.infer<typeof accountSet>;
export type SourceAccount = z.infer<typeof account>;
export type SourceTransaction = z.infer<typeof transaction>;

/** A row as it came, read; null where it is none. */
export function readTransaction(row: unknown): SourceTransaction | null {
  const read = transaction.safeParse(row);
  return read.success ? read.data : null;
}
