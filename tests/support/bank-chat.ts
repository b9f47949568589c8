import type { Database } from "../../db/client.ts";
import { connections } from "../../db/schema/money.ts";
import type { ProviderEvent } from "../../src/integrations/provider.ts";
import { runTick } from "../../src/jobs/tick.ts";
import { storeProviderEvent } from "../../src/provider-events.ts";
import { sealPaste } from "../../src/providers.ts";
import { type FakeBank, fakeBank } from "../fakes/bank.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { SYNCED_AT } from "./bank-updates.ts";
import { type ErrandQueue, errandQueue } from "./errand-queue.ts";

/** Somebody who has joined, with banks that can be connected and the errands that do it. */
export type BankChat = {
  readonly chat: FakeChat;
  readonly queue: ErrandQueue;
  readonly plaid: FakeBank;
  readonly simplefin: FakeBank;
  readonly clock: TestClock;
  /** Has the errands done that wait, and gives back what was said of them. */
  errands(): Promise<string>;
  /** Plaid tells something unasked. */
  tell(event: ProviderEvent): Promise<void>;
  /** What is due is queued. */
  tick(): Promise<void>;
  /** Time passes, what fell due is queued, and the errands are done. @returns what was said of them */
  later(minutes: number): Promise<string>;
};

/** On Tuesday 10 March 2026, at 10:00 in Berlin. */
export async function bankChat(db: Database): Promise<BankChat> {
  const clock: TestClock = { now: SYNCED_AT };
  const plaid = fakeBank(() => clock.now);
  const simplefin = fakeBank(() => clock.now, { manner: "everything", id: "simplefin" });
  const providers = [plaid.provider, simplefin.provider];
  const queue = errandQueue(db, clock, providers);
  const chat = fakeChat({
    db,
    clock,
    timezone: "Europe/Berlin",
    banks: providers.map(({ id }) => id),
    errands: { enqueue: queue.enqueue, wake: () => {} },
    hear: (event) => sealPaste(event, providers, queue.sealer),
  });
  await joinAskedAt(chat);
  chat.unread();
  const { log, tools } = queue.context;
  const parts = { db, log, clock: () => clock.now };
  const errands = async () => {
    await queue.run();
    await chat.dispatcher.outbox.deliverAll(true);
    return chat.unread();
  };
  const tick = async () => {
    await runTick({
      ...parts,
      enqueue: (tx, name, jobs) => (name === "errands" ? queue.enqueue(tx, jobs) : Promise.resolve()),
      batch: 100,
    });
  };
  return {
    chat,
    queue,
    plaid,
    simplefin,
    clock,
    errands,
    tick,
    tell: (event) =>
      storeProviderEvent("plaid", event, {
        ...parts,
        sealer: queue.sealer,
        enqueue: tools.enqueue,
        wake: () => {},
      }),
    async later(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
      await tick();
      return errands();
    },
  };
}

/** Two accounts at the bank, and a coffee on each of some days. */
export function fillBank(bank: FakeBank, dates: readonly string[]): void {
  const account = bank.addAccount({
    name: "Everyday",
    type: "checking",
    currency: "EUR",
    balance: "1204.50",
    mask: "1234",
  });
  bank.addAccount({ name: "Visa", type: "credit_card", currency: "USD", balance: "64.00", mask: "9876" });
  for (const date of dates) {
    bank.addRow({ account, date, amount: "10.00", name: "BLUE CUP", pending: false });
  }
}

/** Somebody whose bank is connected: two accounts and three payments. */
export async function connectedChat(db: Database): Promise<BankChat> {
  const someone = await bankChat(db);
  const { plaid, chat, errands } = someone;
  fillBank(plaid, ["2026-03-02", "2026-03-03", "2026-03-09"]);
  await chat.say("/connect plaid");
  await errands();
  plaid.finishLink();
  await someone.tell({ kind: "link-ended", lookup: plaid.newestLink() });
  await errands();
  return someone;
}

/** The one connection there is, or the first of several. */
export async function firstConnection(db: Database) {
  const [found] = await db.select().from(connections);
  if (found === undefined) throw new Error("nothing is connected");
  return found;
}
