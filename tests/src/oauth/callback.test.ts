import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { plainText } from "../../../bot/message.ts";
import { render } from "../../../prompts/index.ts";
import { routed } from "../../../src/http/server.ts";
import type { ProviderEvent } from "../../../src/integrations/provider.ts";
import { callbackPath, callbackRoute } from "../../../src/integrations/wearables/oauth/callback.ts";

const STATE = "s".repeat(43);
const BACK = "You can go back to the chat";
const GONE = "This link isn&#39;t open any more";

/** The way back, where one attempt is open until an answer has come. */
async function wayBack() {
  const events: ProviderEvent[] = [];
  const stored = { fails: false };
  const route = callbackRoute(
    "oura",
    {
      words: (template, facts = {}) => plainText(render(template, facts)),
      openAttempt: async (lookup) => (lookup === STATE && events.length === 0 ? "secret" : null),
    },
    async (event) => {
      if (stored.fails) throw new Error("the database is away");
      events.push(event);
    },
  );
  const server = createServer(
    routed([route], (_, response) => {
      response.writeHead(404).end("not the provider's");
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${callbackPath("oura")}`;
  return { events, stored, address, come: (query: string) => fetch(`${address}?${query}`) };
}

describe("given an attempt that is open", () => {
  test("what the browser brings is handed on, without what nobody asks for, and the page shows none of it", async () => {
    const { come, events } = await wayBack();
    const response = await come(
      `code=c%2F1&state=${STATE}&scope=daily+tag&iss=https%3A%2F%2Fx&session_state=y`,
    );
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain(`<h1>${BACK}</h1>`);
    for (const brought of ["c/1", "c%2F1", STATE, "daily"]) expect(html).not.toContain(brought);
    const [event] = events;
    if (event?.kind !== "link-ended") throw new Error("expected the end of a link");
    expect(event.lookup).toBe(STATE);
    expect(Object.fromEntries(new URLSearchParams(event.answer))).toEqual({
      code: "c/1",
      state: STATE,
      scope: "daily tag",
    });
  });

  test("a no is handed on alike, and the page is the same: the chat says how it went", async () => {
    const { come, events } = await wayBack();
    const response = await come(`error=access_denied&error_description=%3Cb%3Eno%3C%2Fb%3E&state=${STATE}`);
    const html = await response.text();
    expect(html).toContain(BACK);
    expect(html).not.toContain("<b>no");
    expect(events).toEqual([
      { kind: "link-ended", lookup: STATE, answer: `error=access_denied&state=${STATE}` },
    ]);
  });

  test("given the same address a second time, then nothing is handed on and the page says so", async () => {
    const { come, events } = await wayBack();
    await come(`code=one&state=${STATE}`);
    const again = await come(`code=two&state=${STATE}`);
    expect(again.status).toBe(410);
    expect(await again.text()).toContain(GONE);
    expect(events).toHaveLength(1);
  });

  test("given a database that is away, then the page says to reload it, and that works", async () => {
    const { come, events, stored } = await wayBack();
    stored.fails = true;
    const failed = await come(`code=one&state=${STATE}`);
    expect(failed.status).toBe(503);
    expect(await failed.text()).toContain("Please reload this page in a minute.");
    stored.fails = false;
    expect((await come(`code=one&state=${STATE}`)).status).toBe(200);
    expect(events).toHaveLength(1);
  });
});

describe("given anything else", () => {
  test.each([
    ["a state that is not ours", `code=c&state=${"x".repeat(43)}`],
    ["no state", "code=c"],
    ["a state of another form", `code=c&state=${STATE}x`],
    ["markup for a state", `code=c&state=${encodeURIComponent("<script>alert(1)</script>")}`],
    ["two states", `code=c&state=${STATE}&state=${STATE}`],
    ["two codes", `code=c&code=d&state=${STATE}`],
    ["a code and an error", `code=c&error=access_denied&state=${STATE}`],
    ["neither", `state=${STATE}`],
    ["an empty code", `code=&state=${STATE}`],
    ["too much", `code=${"c".repeat(5000)}&state=${STATE}`],
    ["nothing", ""],
  ])("%s: the page says that the link is not open, and nothing is handed on", async (_, query) => {
    const { come, events } = await wayBack();
    const response = await come(query);
    expect(response.status).toBe(410);
    const html = await response.text();
    expect(html).toContain(GONE);
    expect(html).toContain("ask for a new link with /connect");
    expect(html).not.toContain("<script");
    expect(events).toEqual([]);
  });

  test.each(["POST", "HEAD", "PUT"])("a %s is not answered here", async (method) => {
    const { address, events } = await wayBack();
    const response = await fetch(`${address}?code=c&state=${STATE}`, { method });
    expect(response.status).toBe(404);
    expect(events).toEqual([]);
  });
});

test("every page is kept nowhere, found by no search, passes nothing on and runs nothing", async () => {
  const { come, stored } = await wayBack();
  stored.fails = true;
  const later = await come(`code=one&state=${STATE}`);
  stored.fails = false;
  const pages = [later, await come(`code=one&state=${STATE}`), await come("")];
  expect(pages.map(({ status }) => status)).toEqual([503, 200, 410]);
  const nonces = new Set<string>();
  for (const page of pages) {
    const policy = page.headers.get("content-security-policy") ?? "";
    const [, nonce = ""] = /style-src 'nonce-([\w-]{22,})'/.exec(policy) ?? [];
    nonces.add(nonce);
    expect(policy.split("; ").filter((rule) => !rule.endsWith(" 'none'"))).toEqual([
      `style-src 'nonce-${nonce}'`,
    ]);
    expect(policy).toMatch(/^default-src 'none'; script-src 'none'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(Object.fromEntries(page.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    });
    const html = await page.text();
    expect(html).toMatch(/<html lang="en">[\s\S]*<meta name="robots" content="noindex">/);
    expect(html).not.toMatch(/<script|<a |<img|\son\w+=/);
  }
  expect(nonces.size).toBe(3);
});
