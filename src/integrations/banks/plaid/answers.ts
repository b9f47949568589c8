import { z } from "zod";

/** What Plaid answers, as far as it is used: amounts are numbers in major units, positive = money left the account. */

const text = z.string().min(1);
const maybeText = z.string().nullish();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const linkTokenCreated = z.looseObject({
  link_token: text,
  expiration: z.iso.datetime({ offset: true }),
  hosted_link_url: z.url({ protocol: /^https?$/ }).optional(),
});

const institution = z.looseObject({ name: maybeText }).nullish();

const linkSession = z.looseObject({
  started_at: maybeText,
  finished_at: maybeText,
  /** Older accounts with Plaid are answered with this in place of `results`. */
  on_success: z
    .looseObject({ public_token: maybeText, metadata: z.looseObject({ institution }).nullish() })
    .nullish(),
  on_exit: z.looseObject({}).nullish(),
  exit: z.looseObject({}).nullish(),
  results: z
    .looseObject({
      item_add_results: z.array(z.looseObject({ public_token: maybeText, institution })).nullish(),
    })
    .nullish(),
});
export type LinkSession = z.infer<typeof linkSession>;

export const linkTokenState = z.looseObject({
  expiration: z.iso.datetime({ offset: true }).nullish(),
  link_sessions: z.array(linkSession).nullish(),
});

export const exchanged = z.looseObject({ access_token: text, item_id: text });

const account = z.looseObject({
  account_id: text,
  balances: z.looseObject({
    available: z.number().nullish(),
    current: z.number().nullish(),
    iso_currency_code: maybeText,
    unofficial_currency_code: maybeText,
    last_updated_datetime: maybeText,
  }),
  mask: maybeText,
  name: maybeText,
  official_name: maybeText,
  type: z.string(),
  subtype: maybeText,
});
export type PlaidAccount = z.infer<typeof account>;

export const accountsAnswer = z.looseObject({ accounts: z.array(account) });

const transaction = z.looseObject({
  account_id: text,
  transaction_id: text,
  pending_transaction_id: maybeText,
  pending: z.boolean(),
  amount: z.number(),
  iso_currency_code: maybeText,
  unofficial_currency_code: maybeText,
  date: day,
  datetime: maybeText,
  authorized_date: day.nullish(),
  authorized_datetime: maybeText,
  name: maybeText,
  original_description: maybeText,
  merchant_name: maybeText,
  counterparties: z.array(z.looseObject({ name: maybeText, type: maybeText })).nullish(),
  personal_finance_category: z.looseObject({ detailed: text, confidence_level: maybeText }).nullish(),
  payment_meta: z.looseObject({ reason: maybeText }).nullish(),
});
export type PlaidTransaction = z.infer<typeof transaction>;

export const syncPage = z.looseObject({
  transactions_update_status: maybeText,
  accounts: z.array(account).nullish(),
  added: z.array(transaction),
  modified: z.array(transaction),
  removed: z.array(z.looseObject({ transaction_id: text })),
  next_cursor: z.string(),
  has_more: z.boolean(),
});
export type SyncPage = z.infer<typeof syncPage>;

export const itemState = z.looseObject({
  item: z.looseObject({
    webhook: maybeText,
    error: z.looseObject({ error_type: maybeText, error_code: text, display_message: maybeText }).nullish(),
  }),
  status: z
    .looseObject({
      transactions: z.looseObject({ last_successful_update: maybeText }).nullish(),
    })
    .nullish(),
});

export const verificationKey = z.looseObject({
  key: z.looseObject({
    alg: z.literal("ES256"),
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    kid: text,
    x: text,
    y: text,
    /** Unix seconds. */
    expired_at: z.number().nullish(),
  }),
});
export type VerificationKey = z.infer<typeof verificationKey>["key"];

/** Of answers whose content does not matter. */
export const done = z.looseObject({});
