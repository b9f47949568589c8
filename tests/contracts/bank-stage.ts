import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect } from "vitest";
import type { Database } from "../../db/client.ts";
import { endConnection } from "../../db/queries/connections.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { type Errand, errandJob } from "../../db/queue.ts";
import { connections } from "../../db/schema/money.ts";
import type { NewConnection } from "../../src/integrations/provider.ts";
import type { TestClock } from "../fakes/chat.ts";
import { storedRows } from "../support/bank-updates.ts";
import { type ErrandQueue, errandQueue } from "../support/errand-queue.ts";
import { storeMade } from "../support/made-connection.ts";
import type { BankHarness, BankWorld, WorldRow } from "./bank-harness.ts";

const NOW = new Date("2026-03-10T09:00:00Z");
const DAY_MS = 86_400_000;

/** A person with one account at a bank, set up anew for each test; after each, no secret stands in a log. */
export type BankStage = {
  readonly clock: TestClock;
  readonly world: () => BankWorld;
  readonly made: () => NewConnection;
  readonly userId: () => string;
  /** The account's external id. */
  readonly account: () => string;
  link(): Promise<void>;
  sync(): Promise<void>;
  end(): Promise<void>;
  nextDay(): void;
  connection(): Promise<typeof connections.$inferSelect>;
  /** A purchase of the account's, to be added to the world. */
  row(change?: Partial<WorldRow>): WorldRow;
  /** What is stored of the person's transactions. */
  rows(): ReturnType<typeof storedRows>;
  /** The one that is. */
  only(): Promise<Awaited<ReturnType<typeof storedRows>>[number]>;
};

export function bankStage(harness: BankHarness, db: Database): BankStage {
  const clock: TestClock = { now: NOW };
  let world: BankWorld;
  let queue: ErrandQueue;
  let made: NewConnection;
  let userId: string;
  let connectionId: string;
  let account: string;

  beforeEach(async () => {
    clock.now = NOW;
    world = await harness.open({ clock: () => clock.now });
    queue = errandQueue(db, clock, [world.provider]);
    account = world.addAccount({
      name: "Everyday",
      type: "checking",
      currency: "USD",
      balance: "1204.50",
      mask: "1234",
    });
    userId = await createPerson(db, { timezone: world.timezone, currency: "USD" });
    const sender = `of-${userId}`;
    await createIdentity(db, userId, { platform: "telegram", sender, chat: sender });
  });

  afterEach(async () => {
    const said = JSON.stringify(queue.log);
    for (const secret of world.secrets()) expect(said).not.toContain(secret);
    await world.close();
  });

  async function run(kind: Errand["kind"]): Promise<void> {
    await queue.enqueue(db, [errandJob({ kind, userId, subject: connectionId }, clock.now)]);
    await queue.run();
  }
  const rows = () => storedRows(db, userId);

  return {
    clock,
    world: () => world,
    made: () => made,
    userId: () => userId,
    account: () => account,
    async link() {
      made = await world.link();
      const owner = { userId, provider: world.provider.id, kind: "bank" } as const;
      connectionId = await storeMade(db, queue.sealer, owner, made, clock.now);
    },
    sync: () => run("connection-sync"),
    async end() {
      await endConnection(db, { userId, id: connectionId }, clock.now);
      await run("connection-end");
    },
    nextDay() {
      clock.now = new Date(clock.now.getTime() + DAY_MS);
    },
    async connection() {
      const [found] = await db.select().from(connections).where(eq(connections.id, connectionId));
      if (found === undefined) throw new Error("the connection is gone");
      return found;
    },
    row: (change = {}) => ({
      account,
      date: "2026-03-08",
      amount: "12.50",
      name: "BLUE CUP",
      pending: false,
      ...change,
    }),
    rows,
    async only() {
      const [found, ...others] = await rows();
      if (found === undefined || others.length > 0) throw new Error("expected one row");
      return found;
    },
  };
}
