import { once } from "node:events";
import { request } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createReceiver } from "../../../bot/receiver.ts";
import { arrivals, inbox } from "../../../db/schema/chat.ts";
import { moodEntries } from "../../../db/schema/health.ts";
import { users } from "../../../db/schema/people.ts";
import { poll } from "../../contracts/platform-engine.ts";
import { collectLog, type LogLine } from "../../fakes/chat.ts";
import { SECRET, type TelegramUnderTest, telegramUnderTest } from "../../fakes/telegram-adapter.ts";
import { testDatabase } from "../../support/database.ts";
import { engineBehind } from "../../support/engine-behind.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const { db } = await testDatabase();
const clock = () => new Date("2026-11-23T08:00:00Z");
const RECORDED = "telegram/updates.json";
const VECTORS = "webhook-signatures/vectors.json";

let under: TelegramUnderTest;
let stop: () => Promise<void>;
let isBroken = false;

beforeEach(async () => {
  const lines: LogLine[] = [];
  const log = collectLog(lines);
  isBroken = false;
  under = await telegramUnderTest("webhook", { log, clock });
  const { adapter, dispatcher } = engineBehind(under.adapter, { db, log, clock });
  const receiver = createReceiver({ db, platform: "telegram", handle: dispatcher.handle, log, clock });
  const running = adapter.run(async (event) => {
    if (isBroken) throw new Error("the database is away");
    await receiver.take(event);
  });
  await under.listens();
  stop = async () => {
    await adapter.stop();
    await running;
    await receiver.stop(10_000);
    await under.end();
  };
});
afterEach(() => stop());

async function post(body: string, secret: string | null = SECRET): Promise<number> {
  const headers = {
    "content-type": "application/json",
    ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }),
  };
  const { status } = await fetch(`${under.address}/telegram/webhook`, { method: "POST", headers, body });
  return status;
}

const text = (words: string, id = 1) =>
  JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: 1,
      from: { id: 5551, is_bot: false, first_name: "Sam" },
      chat: { id: 5551, type: "private" },
      text: words,
    },
  });

async function expectUntouched(): Promise<void> {
  for (const table of [arrivals, inbox, users, moodEntries]) expect(await db.$count(table)).toBe(0);
  const shown = under.telegram.requests.filter(({ method }) => /^(?:send|edit|answer)/.test(method));
  expect(shown).toEqual([]);
}

test.each([
  ["a wrong secret", "a-secret-for-tests-onlY"],
  ["a secret that is too long", `${SECRET}x`],
  ["an empty secret", ""],
  ["no secret", null],
])("given %s, then the update is refused with 401 and nothing is touched", async (_, secret) => {
  expect(await post(text("5/7, tired"), secret)).toBe(401);
  expect(await post("no update at all", secret)).toBe(401);
  await expectUntouched();
});

test.skipIf(!hasFixture(RECORDED))(
  "recorded updates are taken with the right secret alone, and once each however often they come",
  async () => {
    const { mention, followUp } = readFixture("telegram/replay-private-chat.json") as {
      readonly mention: object;
      readonly followUp: object;
    };
    const recorded = [
      ...Object.values(readFixture(RECORDED) as Readonly<Record<string, object>>),
      mention,
      followUp,
      readFixture("telegram/update-many-kinds.json"),
    ];
    for (const secret of ["wrong", null]) {
      for (const update of recorded) expect(await post(JSON.stringify(update), secret)).toBe(401);
    }
    await expectUntouched();
    for (const update of recorded) expect(await post(JSON.stringify(update))).toBe(200);
    // Text, start, tap, file, edit and two more texts; nothing follows from a block and from a tap without a message.
    await poll(() => db.$count(inbox)).toBe(7);
    for (const update of recorded) expect(await post(JSON.stringify(update))).toBe(200);
    await poll(() => db.$count(arrivals)).toBe(0);
    expect(await db.$count(inbox)).toBe(7);
    expect(await db.$count(users)).toBe(2);
  },
);

test.skipIf(!hasFixture(VECTORS))(
  "a recorded delivery is taken with its own headers, and not with one sign changed",
  async () => {
    const { telegram } = (readFixture(VECTORS) as { readonly cases: { readonly telegram: Recorded } }).cases;
    const { secret_token: secret, headers, raw_body: body } = telegram;
    const taken: unknown[] = [];
    const log = collectLog([]);
    const recorded = await telegramUnderTest("webhook", { log, clock, secret });
    const running = recorded.adapter.run(async (event) => void taken.push(event));
    await recorded.listens();
    const url = `${recorded.address}/telegram/webhook`;
    const [[name, value] = ["", ""]] = Object.entries(headers);
    const forged = { [name]: `${value.slice(0, -1)}${value.endsWith("0") ? "1" : "0"}` };
    expect((await fetch(url, { method: "POST", headers: forged, body })).status).toBe(401);
    expect(taken).toEqual([]);
    expect((await fetch(url, { method: "POST", headers, body })).status).toBe(200);
    expect(taken).toMatchObject([{ kind: "text", text: "hi", sender: "5", eventId: "1" }]);
    await recorded.adapter.stop();
    await running;
    await recorded.end();
  },
);

type Recorded = {
  readonly secret_token: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw_body: string;
};

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["no object", "[1]"],
  ["no update's id", `{"message":{}}`],
  ["an id that is none", `{"update_id":"1"}`],
])("given %s with the right secret, then it is refused with 400 and nothing is touched", async (_, body) => {
  expect(await post(body)).toBe(400);
  await expectUntouched();
});

test("given an update that could not be stored, then Telegram hears 500 and its next delivery is answered", async () => {
  isBroken = true;
  expect(await post(text("5/7, tired"))).toBe(500);
  await expectUntouched();
  isBroken = false;
  expect(await post(text("5/7, tired"))).toBe(200);
  await poll(() => db.$count(moodEntries)).toBe(1);
});

/** Begins a request and waits for the answer without sending its body, or while sending what never ends. */
async function statusOf(headers: Record<string, string>, chunk?: Buffer): Promise<number | undefined> {
  const call = request(`${under.address}/telegram/webhook`, { method: "POST", headers });
  // The other end hangs up while this one still writes.
  call.on("error", () => {});
  let isOver = false;
  const answered = once(call, "response").finally(() => {
    isOver = true;
  });
  call.flushHeaders();
  while (chunk !== undefined && !isOver) {
    call.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const [response] = await answered;
  call.destroy();
  return response.statusCode;
}

test("given a body that is too large, then it is refused unread, whether it says so or not", async () => {
  const secret = { "x-telegram-bot-api-secret-token": SECRET };
  expect(await statusOf({ ...secret, "content-length": String(1024 * 1024 + 1) })).toBe(413);
  expect(await statusOf({ ...secret, "transfer-encoding": "chunked" }, Buffer.alloc(64 * 1024, " "))).toBe(
    413,
  );
  expect(await statusOf({ "content-length": String(1024 * 1024 + 1) })).toBe(401);
  await expectUntouched();
});

test("the webhook is at its exact path and takes nothing but deliveries", async () => {
  const headers = { "x-telegram-bot-api-secret-token": SECRET };
  for (const [method, path] of [
    ["GET", "/telegram/webhook"],
    ["POST", "/telegram/webhook/"],
    ["POST", "/telegram"],
  ] as const) {
    expect((await fetch(under.address + path, { method, headers })).status).toBe(404);
  }
});

test("before the start and after a stop the webhook says that it cannot take anything", async () => {
  await under.adapter.stop();
  expect(await post(text("5/7, tired"))).toBe(503);
  await expectUntouched();
});
