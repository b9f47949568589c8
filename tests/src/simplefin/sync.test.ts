import { describe, expect, test } from "vitest";
import { hasFixture, readFixtureText } from "../../support/fixtures.ts";
import { amounts, NOW, row, syncedWorld, TIMEZONE } from "./world.ts";

const DAY = 86_400;

describe("given what is asked for", () => {
  /** Each request's window, in days before now. */
  const windows = (requests: readonly { readonly query: URLSearchParams }[], at = NOW) =>
    requests.map(({ query }) =>
      ["start-date", "end-date"].map((name) => (at.getTime() / 1000 - Number(query.get(name))) / DAY),
    );

  test("the first time it goes back by 90 days at a time until nothing comes", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    const ago = (days: number) => row({ posted: NOW.getTime() / 1000 - days * DAY, amount: `-${days}` });
    addAccount({ transactions: [ago(1), ago(80), ago(100), ago(190), ago(700)] });
    const update = await sync();
    expect(windows(server.requests)).toEqual([
      [89, -1],
      [179, 89],
      [269, 179],
      [359, 269],
    ]);
    expect(amounts(update)).toEqual(["1", "80", "100", "190"]);
    expect(update).toMatchObject({ cursor: NOW.toISOString(), isHistoryComplete: true });
    expect(server.requests[0]?.query.get("pending")).toBe("1");
    expect(server.requests[0]?.query.get("version")).toBe("2");
  });

  test("however much a bank gives, the first time ends well under a day's requests", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    const days = Array.from({ length: 60 }, (_, index) => index * 30);
    addAccount({ transactions: days.map((ago) => row({ posted: NOW.getTime() / 1000 - ago * DAY })) });
    await sync();
    expect(server.requests.length).toBe(8);
  });

  test("later it asks for what is new and at least two weeks before that", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    addAccount();
    const later = new Date("2026-11-20T16:00:00Z");
    const update = await sync(NOW.toISOString(), later);
    const [[from = 0] = []] = windows(server.requests, NOW);
    expect(server.requests).toHaveLength(1);
    expect(from).toBeGreaterThanOrEqual(14);
    expect(update.cursor).toBe(later.toISOString());
  });

  test("after a long silence every stretch of it is asked for", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    addAccount();
    await sync(new Date(NOW.getTime() - 200 * DAY * 1000).toISOString());
    expect(windows(server.requests)).toEqual([
      [89, -1],
      [179, 89],
      [220, 179],
    ]);
  });
});

describe("given an answer with complaints in it", () => {
  test("sentences of version 1 are shown, and what is pending may then be incomplete", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    addAccount({ transactions: [row()] });
    server.state.besides = { errors: ["Connection to\nMy Bank may need \u0007attention"] };
    const update = await sync();
    expect(update.notices).toEqual(["SimpleFIN says: Connection to My Bank may need attention"]);
    expect(update.isPendingComplete).toBe(false);
    expect(amounts(update)).toEqual(["12.34"]);
  });

  test("a bank that fails keeps its accounts out, and the cursor waits for it", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    addAccount({ conn_id: "CON-1", transactions: [row({ amount: "-1.00" })] });
    addAccount({ name: "Broken", conn_id: "CON-2" });
    server.state.besides = {
      errlist: [
        { code: "con.auth", msg: "Authentication failed for Broken Bank", conn_id: "CON-2" },
        { code: "gen.api", msg: "start-date is not a number" },
      ],
    };
    const before = "2026-11-18T08:00:00.000Z";
    const update = await sync(before);
    expect(update.accounts.map(({ name }) => name)).toEqual(["Checking"]);
    expect(update.notices).toEqual(["SimpleFIN says: Authentication failed for Broken Bank"]);
    expect(update).toMatchObject({ isPendingComplete: true, cursor: before });
    expect((await sync()).cursor).toBe(new Date(NOW.getTime() - 90 * DAY * 1000).toISOString());
    expect((await sync("2025-01-01T00:00:00.000Z")).cursor).toBe("2026-05-24T12:00:00.000Z");
  });

  test("an account whose list is incomplete is left out until it is whole", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    addAccount({ transactions: [row()] });
    const other = addAccount({ name: "Savings" });
    server.state.besides = {
      errlist: [{ code: "act.missingdata", message: "Incomplete", account_id: other.id }],
    };
    const update = await sync();
    expect(update.accounts.map(({ name }) => name)).toEqual(["Checking"]);
    expect(update.notices).toEqual(["SimpleFIN says: Incomplete"]);
  });
});

describe("given a request that fails", () => {
  test.each([
    [402, "unavailable", /your subscription there has run out/],
    [403, "revoked", /doesn't let me read there any more/],
    [429, "rate-limited", null],
    [500, "unavailable", null],
    [404, "refused", null],
    [301, "refused", null],
  ])("status %i is %s", async (status, code, shown) => {
    const { server, sync } = await syncedWorld();
    const body =
      status === 402 && hasFixture("simplefin/402.json") ? readFixtureText("simplefin/402.json") : "{}";
    server.state.failure = { status, body };
    const error = await sync().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ProviderError", code, providerCode: String(status) });
    if (shown === null) expect(error).toMatchObject({ shown: null });
    else expect(error).toMatchObject({ shown: expect.stringMatching(shown) });
  });

  test("it waits as long as it is asked to", async () => {
    const { server, sync } = await syncedWorld();
    server.state.failure = { status: 429, headers: { "retry-after": "90" } };
    await expect(sync()).rejects.toMatchObject({ code: "rate-limited", retryAfterSeconds: 90 });
  });

  test.each([
    ["not JSON", "<html>"],
    ["no account set", '{"accounts": 3}'],
    ["half an answer", '{"accounts": ['],
  ])("%s is an answer to be asked for again", async (_, body) => {
    const { server, sync } = await syncedWorld();
    server.state.failure = { status: 200, body };
    await expect(sync()).rejects.toMatchObject({ code: "unavailable", providerCode: "unreadable" });
  });

  test("nothing of the access stands in an error", async () => {
    const { server, connection, provider } = await syncedWorld();
    await server.close();
    const error: unknown = await provider
      .sync({ ...connection, cursor: null }, { now: NOW, timezone: TIMEZONE })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unavailable", providerCode: "not-reached" });
    expect(error instanceof Error && error.cause).toBeUndefined();
    expect(JSON.stringify(error) + String(error) + (error instanceof Error ? error.stack : "")).not.toMatch(
      /secret-t1|user-t1|127\.0\.0\.1/,
    );
  });
});

test("a connection is left without a word to the service, as often as one likes", async () => {
  const { server, provider, connection } = await syncedWorld();
  await provider.disconnect({ ...connection, cursor: null });
  await provider.disconnect({ ...connection, cursor: null });
  expect(server.requests).toEqual([]);
});
