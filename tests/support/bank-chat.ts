import type { Database } from "../../db/client.ts";
import { connections } from "../../db/schema/money.ts";
import type { ProviderEvent } from "../../src/integrations/provider.ts";
import { type FakeBank, fakeBank } from "../fakes/bank.ts";
import type { TestClock } from "../fakes/chat.ts";
import { SYNCED_AT } from "./bank-updates.ts";
import { type ErrandChat, errandChat } from "./errand-chat.ts";

/** Somebody who has joined, with banks that can be connected and the errands that do it. */
export type BankChat = Omit<ErrandChat, "tell"> & {
  readonly plaid: FakeBank;
  readonly simplefin: FakeBank;
  /** Plaid tells something unasked. */
  tell(event: ProviderEvent): Promise<void>;
};

/** On Tuesday 10 March 2026, at 10:00 in Berlin. @param kinds errands that are done; those about connections without it */
export async function bankChat(db: Database, kinds?: readonly string[]): Promise<BankChat> {
  const clock: TestClock = { now: SYNCED_AT };
  const plaid = fakeBank(() => clock.now);
  const simplefin = fakeBank(() => clock.now, { manner: "everything", id: "simplefin" });
  const banks = [plaid.provider, simplefin.provider];
  const someone = await errandChat(db, { clock, banks, ...(kinds === undefined ? {} : { kinds }) });
  return { ...someone, plaid, simplefin, tell: (event) => someone.tell("plaid", event) };
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
export async function connectedChat(db: Database, kinds?: readonly string[]): Promise<BankChat> {
  const someone = await bankChat(db, kinds);
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
