import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connections, transactions } from "../../db/schema/money.ts";
import { createItem, plaidAccount, plaidRow } from "../fakes/plaid-bank.ts";
import { type FakePlaid, KEYS, startPlaid } from "../fakes/plaid-server.ts";
import { freePort } from "../support/free-port.ts";
import { coachInTest, kindsOfDatabase, type Place } from "../support/program.ts";

const kinds = await kindsOfDatabase();

describe.each(kinds)(
  "the real program and a Plaid of this machine, on the $kind database",
  ({ madePlace }) => {
    test("given a person who connects their bank, then what they spend arrives by itself, until they end it", async () => {
      const fake = await startPlaid({ clock: () => new Date() });
      try {
        await live(fake, await madePlace());
      } finally {
        await fake.stop();
      }
    });
  },
);

async function live(fake: FakePlaid, place: Place): Promise<void> {
  const port = await freePort();
  const coach = coachInTest({
    ...place,
    env: {
      ...place.env,
      PLAID_CLIENT_ID: KEYS.clientId,
      PLAID_SECRET: KEYS.secret,
      PLAID_BASE_URL: fake.baseUrl,
      HTTP_PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      COACH_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    },
  });
  const post = async (body: object) => {
    const { body: text, headers } = fake.webhook(body);
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks/plaid`, {
      method: "POST",
      body: text,
      headers,
    });
    return answer.status;
  };

  await coach.hear("start with my own");
  coach.say("/connect plaid");
  await coach.hear("https://secure.plaid.com/hl/");
  const linkToken = /^\S+/.exec(await coach.hear(/link-sandbox-\d+/))?.[0] ?? "";

  const item = createItem("item-1", "First Platypus Bank");
  item.addAccount(plaidAccount());
  item.add(plaidRow({ transaction_id: "t1", amount: 12.5 }));
  item.add(plaidRow({ transaction_id: "p2", amount: 20, pending: true }));
  fake.finishLink(linkToken, [item]);
  expect(await post({ webhook_type: "LINK", webhook_code: "SESSION_FINISHED", link_token: linkToken })).toBe(
    200,
  );
  await coach.hear("is connected.");
  await coach.hear(/I found .*2 purchases.* in 1 account/);

  item.post("p2", { transaction_id: "t2", amount: 23 });
  const changed = { webhook_type: "TRANSACTIONS", webhook_code: "SYNC_UPDATES_AVAILABLE", item_id: "item-1" };
  expect(await post(changed)).toBe(200);
  const forged = fake.webhook(changed);
  const refused = await fetch(`http://127.0.0.1:${port}/webhooks/plaid`, {
    method: "POST",
    body: `${forged.body} `,
    headers: forged.headers,
  });
  expect(refused.status).toBe(401);
  await until(() =>
    fake.requests.some(({ path, body }) => path === "/transactions/sync" && body.cursor === "2"),
  );

  coach.say("/accounts");
  await coach.hear("110.94");
  coach.say("disconnect First Platypus Bank");
  await coach.hear("Disconnect First Platypus Bank?");
  coach.say("disconnect, keep the data");
  await coach.hear("is disconnected");
  await until(() => fake.items.size === 0);
  coach.end();
  expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });

  const stored = await place.look(async (db) => ({
    rows: await db.select().from(transactions).orderBy(transactions.externalId),
    connections: await db.select().from(connections),
  }));
  expect(stored.rows.map(({ externalId, amount, pending }) => ({ externalId, amount, pending }))).toEqual([
    { externalId: "t1", amount: "12.50", pending: false },
    { externalId: "t2", amount: "23.00", pending: false },
  ]);
  expect(stored.connections).toMatchObject([{ status: "revoked", credentialsSealed: null }]);
  const log = await readFile(join(place.dataFolder, "coach.log"), "utf8");
  for (const secret of [
    KEYS.secret,
    KEYS.clientId,
    linkToken,
    "access-sandbox",
    "public-sandbox",
    "CORNER CAFE",
  ]) {
    expect(log, secret).not.toContain(secret);
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
