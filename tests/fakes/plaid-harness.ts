import type { LinkOffer, ProviderErrorCode } from "../../src/integrations/provider.ts";
import type { BankHarness, WorldRow } from "../contracts/bank-harness.ts";
import { createItem, plaidAccount, plaidRow } from "./plaid-bank.ts";
import { linkRequest, plaidAt } from "./plaid-provider.ts";
import { type Failure, KEYS, refused, startPlaid } from "./plaid-server.ts";

const TYPES = {
  checking: ["depository", "checking"],
  savings: ["depository", "savings"],
  credit_card: ["credit", "credit card"],
  loan: ["loan", "mortgage"],
  investment: ["investment", "ira"],
  cash: ["other", null],
  other: ["other", null],
} as const;

/** Plaid, for the contract of bank providers. */
export const plaidHarness: BankHarness = {
  name: "plaid",
  can: {
    pending: true,
    change: true,
    remove: true,
    fail: ["needs-login", "revoked", "rate-limited", "unavailable", "not-ready", "refused"],
  },
  async open({ clock }) {
    const fake = await startPlaid({ clock });
    const provider = plaidAt(fake.baseUrl, { clock });
    const item = createItem("item-of-a-world", "First Platypus Bank");
    const currencies = new Map<string, string>();
    const secrets = new Set<string>([KEYS.clientId, KEYS.secret]);
    let made = 0;

    function rowOf(change: Partial<WorldRow>) {
      return {
        ...(change.date === undefined ? {} : { date: change.date }),
        ...(change.amount === undefined ? {} : { amount: Number(change.amount) }),
        ...(change.name === undefined ? {} : { name: change.name }),
      };
    }

    return {
      provider,
      timezone: "America/New_York",
      async link() {
        const request = linkRequest({ now: clock() });
        const offer = (await provider.beginLink(request)) as Extract<LinkOffer, { kind: "address" }>;
        fake.finishLink(offer.secret, [item]);
        const outcome = await provider.readLink(offer.secret, request);
        const [connection] = outcome.kind === "linked" ? outcome.connections : [];
        if (connection === undefined) throw new Error(`the link came to ${outcome.kind}`);
        for (const secret of [offer.secret, connection.credentials]) secrets.add(secret);
        return connection;
      },
      addAccount({ name, type, currency, balance, mask }) {
        made += 1;
        const id = `account-${made}`;
        const [plaidType, subtype] = TYPES[type];
        const current = balance === null ? null : Number(balance);
        currencies.set(id, currency);
        item.addAccount(
          plaidAccount({
            account_id: id,
            name,
            type: plaidType,
            subtype,
            mask,
            balances: {
              current,
              available: null,
              iso_currency_code: currency,
              unofficial_currency_code: null,
            },
          }),
        );
        return id;
      },
      addRow(row) {
        made += 1;
        const { account, pending } = row;
        const currency = currencies.get(account) ?? null;
        const about = { account_id: account, pending, iso_currency_code: currency, ...rowOf(row) };
        item.add(plaidRow({ transaction_id: `row-${made}`, ...about }));
        return `row-${made}`;
      },
      changeRow: (id, change) => item.change(id, rowOf(change)),
      postRow(id, change = {}) {
        item.post(id, { transaction_id: `${id}-posted`, ...rowOf(change) });
        return `${id}-posted`;
      },
      removeRow: (id) => item.remove(id),
      fail: (code, retryAfterSeconds) =>
        fake.refuseItems(code === null ? null : failureOf(code, retryAfterSeconds)),
      isConnected: () => [...fake.items.values()].includes(item),
      secrets: () => [...secrets],
      close: () => fake.stop(),
    };
  },
};

function failureOf(code: ProviderErrorCode, retryAfterSeconds: number | undefined): Failure {
  // What went over the wire comes back in the answer, so that a leak of it shows.
  const said = { sent: KEYS };
  switch (code) {
    case "needs-login":
      return refused("ITEM_ERROR", "ITEM_LOGIN_REQUIRED", said);
    case "revoked":
      return refused("ITEM_ERROR", "USER_PERMISSION_REVOKED", said);
    case "rate-limited": {
      const headers = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
      return { ...refused("RATE_LIMIT_EXCEEDED", "TRANSACTIONS_SYNC_LIMIT", said), headers };
    }
    case "unavailable":
      return refused("API_ERROR", "INTERNAL_SERVER_ERROR", said);
    case "not-ready":
      return refused("ITEM_ERROR", "PRODUCT_NOT_READY", said);
    case "refused":
      return refused("INVALID_REQUEST", "INVALID_FIELD", said);
  }
}
