import { randomUUID } from "node:crypto";
import type {
  BankAccount,
  BankProvider,
  BankProviderId,
  BankTransaction,
  SyncUpdate,
} from "../../src/integrations/banks/bank-provider.ts";
import {
  type LinkOutcome,
  type NewConnection,
  ProviderError,
  type ProviderErrorCode,
} from "../../src/integrations/provider.ts";
import type { BankHarness, BankWorld, WorldRow } from "../contracts/bank-harness.ts";

/** Two manners of banks: one tells changes since a cursor, the other all it has, whose ids change when a row posts. */
export type FakeManner = "changes" | "everything";

/** A bank in memory, that a test tells what happens at it. */
export type FakeBank = BankWorld & {
  readonly manner: FakeManner;
  /** What the next answers say of the past: all of it is here, or not yet. */
  history: boolean;
  notices: string[];
  /** What answers say is wrong with the connection, though they come. */
  problem: ProviderError | null;
  /** Last heard from the bank; null: it does not say. */
  freshAt: Date | null;
  /** How often it was asked for news. */
  readonly syncs: () => number;
  /** What a person pastes, for a bank that wants it. */
  readonly token: string;
  /** What the link that was begun last is asked after with. */
  newestLink(): string;
  /** Ends the link that was begun last, or one by what it is asked after with, as the person would. */
  finishLink(outcome?: "linked" | "left" | "mended", link?: string): void;
  /** Restarts the world's own ids: the same accounts and rows under others, as after a new link. */
  renumber(): void;
};

type HeldRow = WorldRow & { readonly pendingId: string | null; readonly changed: number };

export function fakeBank(
  clock: () => Date,
  { manner = "changes", id = "plaid" }: { readonly manner?: FakeManner; readonly id?: BankProviderId } = {},
): FakeBank {
  const token = `setup-token-${randomUUID()}`;
  const secrets = [token];
  const links = new Map<string, LinkOutcome["kind"]>();
  const connected = new Map<string, string>();
  const everConnected = new Set<string>();
  let accounts = new Map<string, Omit<BankAccount, "externalId" | "balanceAt">>();
  let rows = new Map<string, HeldRow>();
  let removed: { readonly id: string; readonly changed: number }[] = [];
  let change = 0;
  let broken: { readonly code: ProviderErrorCode; readonly retryAfterSeconds: number | null } | null = null;
  let syncs = 0;
  let newest = "";

  const guard = () => {
    if (broken === null) return;
    const { code, retryAfterSeconds } = broken;
    // What a client library would put into its error.
    const cause = new Error(`request with ${secrets.join(" ")} failed`);
    const shown = code === "refused" ? "This is not what it should be." : null;
    throw new ProviderError(code, { providerCode: `FAKE_${code}`, retryAfterSeconds, shown, cause });
  };
  const newConnection = (): NewConnection => {
    const externalId = `item-${randomUUID()}`;
    const credentials = `access-${randomUUID()}`;
    secrets.push(credentials);
    connected.set(externalId, credentials);
    everConnected.add(externalId);
    return { externalId, displayName: "First Platypus Bank", credentials };
  };
  const rowOf = (externalId: string, row: HeldRow): BankTransaction => ({
    accountExternalId: row.account,
    externalId,
    pendingExternalId: manner === "changes" ? row.pendingId : null,
    date: row.date,
    at: null,
    amount: row.amount,
    currency: accounts.get(row.account)?.currency ?? "EUR",
    name: row.name,
    merchantName: null,
    memo: null,
    category: null,
    pending: row.pending,
    raw: { id: externalId },
  });
  const set = (externalId: string, row: Omit<HeldRow, "changed">) => {
    change += 1;
    rows.set(externalId, { ...row, changed: change });
  };
  const find = (externalId: string) => {
    const row = rows.get(externalId);
    if (row === undefined) throw new Error("no such row at the fake bank");
    return row;
  };
  const drop = (externalId: string) => {
    change += 1;
    rows.delete(externalId);
    removed.push({ id: externalId, changed: change });
  };

  const provider: BankProvider = {
    id,
    pollEveryMs: 4 * 3_600_000,
    async beginLink({ now }) {
      guard();
      const expiresAt = new Date(now.getTime() + 30 * 60_000);
      if (manner === "everything") return { kind: "paste", expiresAt };
      newest = `link-${randomUUID()}`;
      secrets.push(newest);
      links.set(newest, "waiting");
      const url = `https://bank.example.org/${randomUUID()}`;
      return { kind: "address", url, secret: newest, lookup: newest, expiresAt, pollEveryMs: 10_000 };
    },
    async readLink(secret, { mends }) {
      guard();
      const kind = links.get(secret) ?? "left";
      // A connection that is not to be mended any more, mended: nothing new comes of it.
      if (kind === "mended" && mends === null) return { kind: "linked", connections: [] };
      return kind === "linked" ? { kind, connections: [newConnection()] } : { kind };
    },
    ...(manner === "changes"
      ? {}
      : {
          async acceptPaste(text: string): Promise<LinkOutcome> {
            guard();
            if (text !== token) throw new ProviderError("refused", { shown: "This token was used before." });
            return { kind: "linked", connections: [newConnection()] };
          },
          looksLikePaste: (text: string) => text.startsWith("setup-token-"),
        }),
    async sync({ externalId, credentials, cursor }, { now }): Promise<SyncUpdate> {
      guard();
      syncs += 1;
      if (connected.get(externalId) !== credentials) throw new ProviderError("revoked");
      const since = manner === "changes" ? Number(cursor ?? 0) : 0;
      return {
        accounts: [...accounts].map(([externalId, account]) => ({ ...account, externalId, balanceAt: now })),
        upserts: [...rows].filter(([, row]) => row.changed > since).map(([key, row]) => rowOf(key, row)),
        removed:
          manner === "changes" && cursor !== null
            ? removed.filter((one) => one.changed > since).map((one) => one.id)
            : [],
        isPendingComplete: manner === "everything",
        cursor: manner === "changes" ? String(change) : null,
        isHistoryComplete: world.history,
        freshAt: world.freshAt,
        problem: world.problem,
        notices: world.notices,
      };
    },
    async disconnect({ externalId }) {
      guard();
      connected.delete(externalId);
    },
    routes: () => [],
  };

  const world: FakeBank = {
    provider,
    manner,
    token,
    history: true,
    notices: [],
    problem: null,
    freshAt: null,
    timezone: "Europe/Berlin",
    syncs: () => syncs,
    async link() {
      const request = { attemptId: randomUUID(), userId: randomUUID(), mends: null, now: clock() };
      const offer = await provider.beginLink(request);
      if (offer.kind === "address") world.finishLink();
      const outcome = await (offer.kind === "address"
        ? provider.readLink(offer.secret, request)
        : provider.acceptPaste?.(token, request));
      const [made] = outcome?.kind === "linked" ? outcome.connections : [];
      if (made === undefined) throw new Error("not linked");
      return made;
    },
    newestLink: () => newest,
    finishLink: (outcome = "linked", link = newest) => void links.set(link, outcome),
    addAccount(account) {
      const key = `account-${randomUUID()}`;
      accounts.set(key, account);
      return key;
    },
    addRow(row) {
      const key = `row-${randomUUID()}`;
      set(key, { ...row, pendingId: null });
      return key;
    },
    changeRow: (key, changes) => set(key, { ...find(key), ...changes }),
    postRow(key, changes = {}) {
      const { changed: _, ...row } = find(key);
      drop(key);
      const posted = `row-${randomUUID()}`;
      set(posted, { ...row, ...changes, pending: false, pendingId: key });
      return posted;
    },
    removeRow: drop,
    fail(code, retryAfterSeconds) {
      broken = code === null ? null : { code, retryAfterSeconds: retryAfterSeconds ?? null };
    },
    isConnected: () => [...everConnected].some((key) => connected.has(key)),
    secrets: () => secrets,
    renumber() {
      const renamed = new Map([...accounts.keys()].map((key) => [key, `account-${randomUUID()}`]));
      accounts = new Map([...accounts].map(([key, account]) => [renamed.get(key) ?? key, account]));
      rows = new Map(
        [...rows.values()].map((row) => [
          `row-${randomUUID()}`,
          { ...row, account: renamed.get(row.account) ?? row.account, pendingId: null },
        ]),
      );
      removed = [];
    },
    async close() {},
  };
  return world;
}

/** The bank in memory as the contract of bank providers drives it. */
export function fakeBankHarness(manner: FakeManner): BankHarness {
  return {
    name: `a bank in memory that tells ${manner}`,
    can: {
      pending: true,
      change: true,
      remove: manner === "changes",
      fail: ["needs-login", "revoked", "rate-limited", "unavailable", "not-ready", "refused"],
    },
    async open({ clock }) {
      return fakeBank(clock, { manner, id: manner === "changes" ? "plaid" : "simplefin" });
    },
  };
}
