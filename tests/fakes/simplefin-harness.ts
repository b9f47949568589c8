import { plainText } from "../../bot/message.ts";
import { negatedDecimal } from "../../coaching/model/decimal.ts";
import { instantOfWallTime, type LocalDate } from "../../coaching/model/local-date.ts";
import { render } from "../../prompts/index.ts";
import { createSimplefin } from "../../src/integrations/banks/simplefin/provider.ts";
import type { ProviderErrorCode } from "../../src/integrations/provider.ts";
import type { BankHarness, BankWorld } from "../contracts/bank-harness.ts";
import { type SimplefinRow, startSimplefin } from "./simplefin-server.ts";

const TIMEZONE = "America/Chicago";
const NOON = 12 * 60;
/** The status that stands for each failure. */
const STATUS: Partial<Readonly<Record<ProviderErrorCode, number>>> = {
  revoked: 403,
  "rate-limited": 429,
  unavailable: 503,
  refused: 404,
};

const epochOf = (date: LocalDate) => instantOfWallTime(TIMEZONE, date, NOON).getTime() / 1000;

/** SimpleFIN for the contract: a bank whose pending rows post under other ids, and whose posted rows are never taken back. */
export const simplefinHarness: BankHarness = {
  name: "simplefin",
  can: {
    pending: true,
    change: true,
    remove: false,
    end: false,
    fail: ["revoked", "rate-limited", "unavailable", "refused"],
  },
  async open({ clock }): Promise<BankWorld> {
    const server = await startSimplefin();
    const words: Parameters<typeof createSimplefin>[0]["words"] = (template, facts = {}) =>
      plainText(render(template, facts));
    const provider = createSimplefin({ bridges: { kind: "any" }, words });
    const secrets: string[] = [];
    let made = 0;
    let isLinked = false;
    const nextId = () => {
      made += 1;
      return `TRN-${made}`;
    };

    /** Where a row is, to be changed in place. */
    function change(id: string, to: (row: SimplefinRow) => readonly SimplefinRow[]): void {
      for (const account of server.accounts) {
        account.transactions = account.transactions.flatMap((row) => (row.id === id ? to(row) : [row]));
      }
    }

    return {
      provider,
      timezone: TIMEZONE,
      async link() {
        const token = server.newToken();
        const request = { attemptId: "a", userId: "u", mends: null, now: clock() };
        const outcome = await provider.acceptPaste?.(token, request);
        const [connection] = outcome?.kind === "linked" ? outcome.connections : [];
        if (connection === undefined) throw new Error("expected a connection");
        secrets.push(token, connection.credentials, ...server.secrets());
        isLinked = true;
        return connection;
      },
      addAccount({ name, currency, balance }) {
        const id = `ACT-${server.accounts.length + 1}`;
        const date = Math.floor(clock().getTime() / 1000);
        server.accounts.push({
          id,
          name,
          currency,
          balance: balance ?? "0",
          "balance-date": date,
          transactions: [],
        });
        return id;
      },
      addRow({ account, date, amount, name, pending }) {
        const id = nextId();
        const at = epochOf(date);
        const row: SimplefinRow = {
          id,
          posted: pending ? 0 : at,
          amount: negatedDecimal(amount),
          description: name,
          ...(pending ? { transacted_at: at, pending } : {}),
        };
        server.accounts.find((one) => one.id === account)?.transactions.push(row);
        return id;
      },
      changeRow(id, { amount, name, date }) {
        change(id, (row) => [
          {
            ...row,
            ...(amount === undefined ? {} : { amount: negatedDecimal(amount) }),
            ...(name === undefined ? {} : { description: name }),
            ...(date === undefined ? {} : { posted: epochOf(date) }),
          },
        ]);
      },
      postRow(id, { amount, date } = {}) {
        const posted = nextId();
        change(id, ({ transacted_at = 0, pending: _, ...row }) => [
          {
            ...row,
            id: posted,
            posted: date === undefined ? transacted_at : epochOf(date),
            ...(amount === undefined ? {} : { amount: negatedDecimal(amount) }),
          },
        ]);
        return posted;
      },
      removeRow(id) {
        change(id, () => []);
      },
      fail(code, retryAfterSeconds) {
        const status = code === null ? undefined : STATUS[code];
        const headers = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
        server.state.failure = status === undefined ? null : { status, headers };
      },
      isConnected: () => isLinked,
      secrets: () => secrets,
      close: () => server.close(),
    };
  },
};
