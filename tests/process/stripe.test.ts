import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { transactions } from "../../db/schema/money.ts";
import { startStripe } from "../fakes/stripe-server.ts";
import { openPage } from "../src/stripe/browser.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";

const kinds = await kindsOfDatabase();
// One kind is enough: what differs between the databases is shown elsewhere.
const kind = kinds.at(-1);
if (kind === undefined) throw new Error("expected a database");
const SECRET_KEY = "sk_test_hidden0key";

test("when somebody opens the link and chooses an account, then it is connected and read, and the link is over", async () => {
  const server = await startStripe(SECRET_KEY);
  onTestFinished(() => server.close());
  const place = await kind.madePlace();
  const port = await freePort();
  const coach = coachInTest({
    ...place,
    env: {
      ...place.env,
      COACH_SECRET_KEY: randomBytes(32).toString("base64"),
      SIMPLEFIN: "off",
      HTTP_PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: "pk_test_shown",
      STRIPE_BASE_URL: server.origin,
    },
  });
  await coach.hear("start with my own");
  coach.say("3");
  coach.say("/connect stripe");
  const offered = await coach.hear(/\/connect\/stripe\/[\w-]{43}/);
  const url = /http:\/\/\S+\/connect\/stripe\/[\w-]{43}$/.exec(offered.replace(/\n +/g, ""))?.[0] ?? "";
  const account = server.addAccount();
  const transacted_at = Math.floor(Date.now() / 1000) - 3 * 86_400;
  server.addRow({
    account: account.id,
    amount: -1450,
    description: "CORNER DELI",
    status: "posted",
    transacted_at,
  });
  const page = await openPage(url, async (clientSecret) => {
    server.finish(clientSecret.replace(/_secret_shown$/, ""), [account.id]);
    return { financialConnectionsSession: { accounts: [{ id: account.id }] } };
  });
  await page.press();
  expect(page.said()).toContain("go back to the chat");
  await coach.hear(/is connected/);
  await coach.hear(/I found/);
  expect((await fetch(url)).status).toBe(404);
  coach.say("/quit");
  expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
  const stored = await place.look((db) => db.select().from(transactions));
  expect(stored).toMatchObject([{ rawName: "CORNER DELI", currency: "USD", source: "bank" }]);
  expect(Number(stored[0]?.amount)).toBe(14.5);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}
