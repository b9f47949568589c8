import { plainText } from "../../bot/message.ts";
import { instantOfWallTime, type LocalDate } from "../../coaching/model/local-date.ts";
import { minorFromDecimal } from "../../coaching/model/money.ts";
import { render } from "../../prompts/index.ts";
import { createStripe } from "../../src/integrations/banks/stripe/provider.ts";
import type { ProviderErrorCode } from "../../src/integrations/provider.ts";
import type { BankHarness, BankWorld } from "../contracts/bank-harness.ts";
import { startStripe } from "./stripe-server.ts";

const SECRET_KEY = "sk_test_hidden0key";
const TIMEZONE = "America/Los_Angeles";
const NOON = 12 * 60;
/** What Stripe answers for each failure; it says itself that asking again at once is no use. */
const FAILURES: Readonly<Record<ProviderErrorCode, { readonly status: number; readonly code?: string }>> = {
  "needs-login": { status: 400, code: "financial_connections_account_inactive" },
  revoked: { status: 404, code: "resource_missing" },
  "rate-limited": { status: 429 },
  unavailable: { status: 503 },
  "not-ready": { status: 400, code: "financial_connections_no_successful_transaction_refresh" },
  refused: { status: 401 },
};

const epochOf = (date: LocalDate) => instantOfWallTime(TIMEZONE, date, NOON).getTime() / 1000;
/** Stripe tells cents, negative for money that went out. */
const centsOf = (amount: string) => -minorFromDecimal(amount, "USD");

/** Stripe for the contract: a row keeps its id, and one that is taken back is told as void. */
export const stripeHarness: BankHarness = {
  name: "stripe",
  can: {
    pending: true,
    change: true,
    remove: true,
    fail: ["needs-login", "revoked", "rate-limited", "unavailable", "not-ready", "refused"],
  },
  async open({ clock }): Promise<BankWorld> {
    const server = await startStripe(SECRET_KEY, clock);
    const provider = createStripe({
      secretKey: SECRET_KEY,
      publishableKey: "pk_test_shown",
      webhookSecret: null,
      baseUrl: server.origin,
      scriptUrl: "https://js.stripe.com/endive/stripe.js",
      publicUrl: "https://coach.example.org",
      parts: {
        clock,
        words: (template, facts = {}) => plainText(render(template, facts)),
        openAttempt: async () => null,
      },
    });
    const secrets = [SECRET_KEY];
    let linked: string | null = null;

    return {
      provider,
      timezone: TIMEZONE,
      async link() {
        const request = { attemptId: crypto.randomUUID(), userId: "u", mends: null, now: clock() };
        const offer = await provider.beginLink(request);
        const [account] = [...server.accounts.keys()];
        const [session] = [...server.sessions.keys()].slice(-1);
        if (offer.kind !== "address" || account === undefined || session === undefined) {
          throw new Error("expected an address, an account and a session");
        }
        server.finish(session, [account]);
        const outcome = await provider.readLink(offer.secret, request);
        const [connection] = outcome.kind === "linked" ? outcome.connections : [];
        if (connection === undefined) throw new Error("expected a connection");
        secrets.push(offer.url, offer.lookup, offer.secret);
        linked = account;
        return connection;
      },
      addAccount({ name, type, currency, balance, mask }) {
        const minor = balance === null ? null : minorFromDecimal(balance, currency);
        const isOwed = type === "credit_card";
        return server.addAccount({
          display_name: name,
          subcategory: type,
          last4: mask,
          current: minor === null ? null : { [currency.toLowerCase()]: isOwed ? -minor : minor },
        }).id;
      },
      addRow({ account, date, amount, name, pending }) {
        return server.addRow({
          account,
          amount: centsOf(amount),
          description: name,
          status: pending ? "pending" : "posted",
          transacted_at: epochOf(date),
        }).id;
      },
      changeRow(id, { amount, name, date }) {
        server.changeRow(id, {
          ...(amount === undefined ? {} : { amount: centsOf(amount) }),
          ...(name === undefined ? {} : { description: name }),
          ...(date === undefined ? {} : { transacted_at: epochOf(date) }),
        });
      },
      postRow(id, { amount, date } = {}) {
        server.changeRow(id, {
          status: "posted",
          ...(amount === undefined ? {} : { amount: centsOf(amount) }),
          ...(date === undefined ? {} : { transacted_at: epochOf(date) }),
        });
        return id;
      },
      removeRow: (id) => server.changeRow(id, { status: "void" }),
      fail(code, retryAfterSeconds) {
        const headers = {
          "stripe-should-retry": "false",
          ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
        };
        server.state.failure = code === null ? null : { ...FAILURES[code], headers };
      },
      isConnected: () => linked !== null && server.accounts.get(linked)?.status === "active",
      secrets: () => secrets,
      close: () => server.close(),
    };
  },
};
