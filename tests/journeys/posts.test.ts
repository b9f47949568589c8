import { expect, test } from "vitest";
import { outbox } from "../../db/schema/chat.ts";
import { testDatabase } from "../support/database.ts";
import { moneyChat } from "../support/money-chat.ts";
import { asleep, metric, phoneServer } from "../support/phone.ts";

const { db } = await testDatabase();
const PUBLIC_URL = "https://coach.example.org";

/** Thursday 26 November 2026, noon: somebody in London whose phone can reach the coach. */
async function somebody(options: Parameters<typeof moneyChat>[1] = {}) {
  const chat = await moneyChat(db, { publicUrl: PUBLIC_URL, ...options });
  const server = await phoneServer(db, { now: chat.clock.now });
  return {
    chat,
    /** The phone sends to an address that was said. */
    async send(address: string, body: unknown): Promise<number> {
      const init = { method: "POST", body: JSON.stringify(body) };
      const answer = await fetch(address.replace(PUBLIC_URL, server.url), init);
      await chat.dispatcher.outbox.deliverAll(true);
      return answer.status;
    },
  };
}

/** The address in what was said. */
function addressIn(said: string): string {
  const [address] = /https:\/\/coach\.example\.org\/body\/[\w-]{43}(?![\w-])/.exec(said) ?? [];
  if (address === undefined) throw new Error(`no address in: ${said}`);
  return address;
}

const NIGHT = asleep(["2026-11-02 23:00:00 +0000", "2026-11-03 06:30:00 +0000"]);
const STEPS = metric("step_count", "count", { date: "2026-11-04 00:00:00 +0000", qty: 9000 });
const FIRST = { data: { metrics: [...NIGHT.data.metrics, ...STEPS.data.metrics] } };

test("given an iPhone, then its app is set up in four lines, and what comes in is said once", async () => {
  const { chat, send } = await somebody();
  expect(await chat.say("/connect")).toContain("An iPhone can send me its days by itself.");
  const said = await chat.tap("my iPhone, by an app");
  expect(said.match(/^\d\. /gm)).toHaveLength(4);
  expect(said).toContain("Health Auto Export");
  const address = addressIn(said);
  expect(await send(address, FIRST)).toBe(200);
  expect(chat.unread()).toBe("Your phone's data is coming in: sleep and steps, from 3 November on.");
  expect(await send(address, asleep(["2026-11-03 23:00:00 +0000", "2026-11-04 06:30:00 +0000"]))).toBe(200);
  expect(chat.unread()).toBe("");
  expect(await chat.say("/devices")).toContain("Health Auto Export");
});

test("when the address is said, then it is kept nowhere", async () => {
  const { chat } = await somebody();
  const address = addressIn(await chat.say("/connect health auto export"));
  const token = address.slice(address.lastIndexOf("/") + 1);
  expect(JSON.stringify(await db.select().from(outbox))).not.toContain(token);
  expect(JSON.stringify(chat.log)).not.toContain(token);
});

test("when it is asked for again, then the new address works and the old one is over", async () => {
  const { chat, send } = await somebody();
  const old = addressIn(await chat.say("/connect health auto export"));
  const next = addressIn(await chat.say("/connect shortcuts"));
  expect(await send(old, FIRST)).toBe(404);
  expect(await send(next, { date: "2026-11-25", steps: 8000 })).toBe(200);
  expect(chat.unread()).toBe("Your phone's data is coming in: steps, from 25 November on.");
  expect(await chat.say("/devices")).toContain("Your iPhone's shortcut");
});

test("when it is ended at its device, then nothing comes by it, and what came may stay", async () => {
  const { chat, send } = await somebody();
  const address = addressIn(await chat.say("/connect hae"));
  await send(address, FIRST);
  chat.unread();
  await chat.say("/devices");
  await chat.tap("disconnect Health Auto Export");
  await chat.tap("disconnect, keep the data");
  expect(await send(address, FIRST)).toBe(404);
  expect(await chat.say("/devices")).toContain("not connected any more");
  expect(addressIn(await chat.tap("connect Health Auto Export again"))).not.toBe(address);
});

test("given that coaching rests, then it is said without a word of what came", async () => {
  const { chat, send } = await somebody();
  const address = addressIn(await chat.say("/connect health auto export"));
  await chat.rests();
  await send(address, FIRST);
  expect(chat.unread()).toBe("Your phone's data is coming in. It can wait.");
});

test("given a post of nothing, then the first one with a day is the one that is said", async () => {
  const { chat, send } = await somebody();
  const address = addressIn(await chat.say("/connect health auto export"));
  expect(await send(address, { data: { metrics: [] } })).toBe(200);
  expect(chat.unread()).toBe("");
  await send(address, STEPS);
  expect(chat.unread()).toBe("Your phone's data is coming in: steps, from 4 November on.");
});

test("given a coach without an address of its own, then it says so and offers no phone", async () => {
  const chat = await moneyChat(db);
  expect(await chat.say("/connect health auto export")).toContain("this coach has no address of its own");
  expect(await chat.say("/connect")).not.toContain("send me its days by itself");
});
