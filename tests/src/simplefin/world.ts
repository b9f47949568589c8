import { onTestFinished } from "vitest";
import { plainText } from "../../../bot/message.ts";
import { render } from "../../../prompts/index.ts";
import type { BankProvider, SyncUpdate } from "../../../src/integrations/banks/bank-provider.ts";
import { createSimplefin } from "../../../src/integrations/banks/simplefin/provider.ts";
import type { NewConnection } from "../../../src/integrations/provider.ts";
import { type SimplefinAccount, type SimplefinRow, startSimplefin } from "../../fakes/simplefin-server.ts";

export const NOW = new Date("2026-11-20T12:00:00Z");
export const TIMEZONE = "America/New_York";
export const epoch = (iso: string) => Date.parse(iso) / 1000;

export const words = (template: string, facts: Readonly<Record<string, string | number>> = {}) =>
  plainText(render(template, facts));

/** A bridge, and the provider that talks to it, until the test is over. */
export async function simplefinWorld() {
  const server = await startSimplefin();
  onTestFinished(() => server.close());
  const provider = createSimplefin({ bridges: { kind: "any" }, words });
  return { server, provider };
}

export const REQUEST = {
  attemptId: "4b8a8e3c-0a53-4f4f-9b7c-3d4f0b6f7b10",
  userId: "0f3b7f0e-52f9-4f36-8d7c-0a8f4a1c2d3e",
  mends: null,
  now: NOW,
};

/** Pastes a token, and takes the one connection that comes of it. */
export async function linked(provider: BankProvider, token: string): Promise<NewConnection> {
  const outcome = await provider.acceptPaste?.(token, REQUEST);
  if (outcome?.kind !== "linked") throw new Error(`expected a connection, not ${outcome?.kind}`);
  const [connection] = outcome.connections;
  if (connection === undefined) throw new Error("expected a connection");
  return connection;
}

/** A linked connection and what asks for its news. */
export async function syncedWorld() {
  const { server, provider } = await simplefinWorld();
  const connection = await linked(provider, server.newToken());
  server.requests.length = 0;
  const addAccount = (about: Partial<SimplefinAccount> = {}): SimplefinAccount => {
    const account = {
      id: `ACT-${server.accounts.length + 1}`,
      name: "Checking",
      currency: "USD",
      balance: "100.23",
      "balance-date": epoch("2026-11-20T06:00:00Z"),
      transactions: [],
      ...about,
    };
    server.accounts.push(account);
    return account;
  };
  const sync = (cursor: string | null = null, at = NOW) =>
    provider.sync({ ...connection, cursor }, { now: at, timezone: TIMEZONE });
  return { server, provider, connection, addAccount, sync };
}

let rows = 0;
/** A coffee as SimpleFIN tells it, each of its own id, changed by what a test is about. */
export function row(about: Partial<SimplefinRow> = {}): SimplefinRow {
  rows += 1;
  const base = { id: `TRN-${rows}`, posted: epoch("2026-11-18T15:30:00Z") };
  return { ...base, amount: "-12.34", description: "COFFEE BAR 12", ...about };
}

export const amounts = ({ upserts }: SyncUpdate) => upserts.map(({ amount }) => amount);
