import { describe, expect, test } from "vitest";
import { openPage } from "./browser.ts";
import { PUBLISHABLE_KEY, SECRET_KEY, worldForTest } from "./world.ts";

const GONE = "This link is no longer open";
const LINKED = JSON.stringify({ outcome: "linked" });

const post = (url: string, body: string, contentType = "application/json") =>
  fetch(url, { method: "POST", body, headers: { "content-type": contentType } });

describe("given a link that is open", () => {
  test("its page holds what Stripe's window needs, and no secret beyond it", async () => {
    const { begin } = await worldForTest();
    const { url, session, secret } = await begin();
    const response = await fetch(url);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain(`data-secret="${session}_secret_shown"`);
    expect(html).toContain(`data-key="${PUBLISHABLE_KEY}"`);
    expect(html).not.toContain(SECRET_KEY);
    expect(html).not.toContain(secret);
    expect(html).toContain("<h1>Connect your bank to the balance coach</h1>");
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toMatch(/<html lang="en">[\s\S]*role="status" aria-live="polite"/);
    expect(html).toContain("color-scheme: light dark");
  });

  test("nothing runs there but Stripe's script and the page's own, and nothing is kept or passed on", async () => {
    const { begin, server } = await worldForTest();
    const { url } = await begin();
    const [one, two] = [await fetch(url), await fetch(url)];
    const policy = one.headers.get("content-security-policy") ?? "";
    const [, nonce = ""] = /script-src 'nonce-([\w-]+)'/.exec(policy) ?? [];
    expect(nonce.length).toBeGreaterThanOrEqual(22);
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src 'nonce-${nonce}' https://js.stripe.com https://*.js.stripe.com`,
      `style-src 'nonce-${nonce}'`,
      "frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
      `connect-src 'self' ${server.origin}`,
      "img-src https://*.stripe.com",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(two.headers.get("content-security-policy")).not.toContain(nonce);
    expect(Object.fromEntries(one.headers)).toMatchObject({
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-type": "text/html; charset=utf-8",
    });
    const html = await one.text();
    for (const [tag] of html.matchAll(/<(?:script|style)[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/\son\w+=|\sstyle=|javascript:/);
  });

  test("a look does not use it up, as chats look at links too", async () => {
    const { begin } = await worldForTest();
    const { url } = await begin();
    for (let look = 0; look < 3; look += 1) expect((await fetch(url)).status).toBe(200);
  });

  test("given another address for Stripe's script, then that is what may run", async () => {
    const { begin } = await worldForTest({ scriptUrl: "http://127.0.0.1:9/stripe.js" });
    const response = await fetch((await begin()).url);
    expect(await response.text()).toContain('src="http://127.0.0.1:9/stripe.js"');
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'nonce-[\w-]+' http:\/\/127\.0\.0\.1:9;/);
    expect(policy).not.toContain("js.stripe.com");
  });
});

describe("given a link that is not open", () => {
  test.each([
    ["never was", (url: string) => url.replace(/[\w-]{43}$/, "A".repeat(43))],
    ["has no token", (url: string) => url.replace(/[\w-]{43}$/, "")],
    ["has more behind it", (url: string) => `${url}/x`],
  ])("a friendly page says so for one that %s", async (_, other) => {
    const { begin } = await worldForTest();
    const response = await fetch(other((await begin()).url));
    expect(response.status).toBe(404);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'none'");
    expect(await response.text()).toContain(GONE);
  });

  test("every change of one letter of its token leads to that page", async () => {
    const { begin } = await worldForTest();
    const { url, lookup } = await begin();
    for (const index of lookup.split("").keys()) {
      const other = `${lookup.slice(0, index)}${lookup[index] === "x" ? "y" : "x"}${lookup.slice(index + 1)}`;
      expect((await fetch(url.replace(lookup, other))).status).toBe(404);
    }
  });

  test("after its hour it is over", async () => {
    const { begin, clock, events } = await worldForTest();
    const { url, expiresAt } = await begin();
    clock.now = expiresAt;
    expect(await (await fetch(url)).text()).toContain(GONE);
    expect((await post(url, LINKED)).status).toBe(404);
    expect(events).toEqual([]);
  });

  test("after accounts were chosen it is over, before the coach has looked", async () => {
    const { begin, server, events, provider, request } = await worldForTest();
    const { url, session, lookup, secret } = await begin();
    server.finish(session, [server.addAccount().id]);
    expect(await (await fetch(url)).text()).toContain(GONE);
    expect(events).toEqual([]);
    expect(lookup).not.toBe("");
    expect(await provider.readLink(secret, request("x"))).toMatchObject({ kind: "linked" });
  });
});

describe("given the word that the page sends back", () => {
  test("it ends the attempt, once the coach has stored it", async () => {
    const { begin, server, events, stored } = await worldForTest();
    const { url, lookup, session } = await begin();
    server.finish(session, [server.addAccount().id]);
    stored.fails = true;
    expect((await post(url, LINKED)).status).toBe(503);
    stored.fails = false;
    expect((await post(url, LINKED)).status).toBe(204);
    expect(events).toEqual([{ kind: "link-ended", lookup }]);
  });

  test.each([
    ["another kind", LINKED, "text/plain"],
    ["another word", JSON.stringify({ outcome: "paid" }), "application/json"],
    ["no JSON", "linked", "application/json"],
    ["too much", JSON.stringify({ outcome: "linked", more: "x".repeat(2000) }), "application/json"],
  ])("%s is not heard", async (_, body, contentType) => {
    const { begin, events } = await worldForTest();
    const { url } = await begin();
    expect((await post(url, body, contentType)).status).toBe(400);
    expect(events).toEqual([]);
  });
});

describe("given a browser", () => {
  test("when accounts are chosen, then the coach hears of it and the page says to go back", async () => {
    const { begin, server, events } = await worldForTest();
    const { url, session, lookup } = await begin();
    const account = server.addAccount();
    const page = await openPage(url, async (secret) => {
      expect(secret).toBe(`${session}_secret_shown`);
      server.finish(session, [account.id]);
      return { financialConnectionsSession: { accounts: [{ id: account.id }] } };
    });
    await page.press();
    expect(page.keys).toEqual([PUBLISHABLE_KEY]);
    expect(page.said()).toBe("Done. You can close this page and go back to the chat.");
    expect(page.button.hidden).toBe(true);
    expect(events).toEqual([{ kind: "link-ended", lookup }]);
  });

  test("when the window is closed, then nothing is told and the button works again", async () => {
    const { begin, events } = await worldForTest();
    const page = await openPage((await begin()).url, async () => ({
      financialConnectionsSession: { accounts: [] },
    }));
    await page.press();
    expect(page.said()).toMatch(/^No account was chosen/);
    expect(page.button).toMatchObject({ hidden: false, disabled: false });
    expect(events).toEqual([]);
  });

  test("when Stripe's window fails, then the page says what to do, in our words", async () => {
    const { begin } = await worldForTest();
    const { url } = await begin();
    const failing = await openPage(url, async () => ({ error: { message: "from Stripe" } }));
    await failing.press();
    const throwing = await openPage(url, () => Promise.reject(new Error("from Stripe")));
    await throwing.press();
    for (const page of [failing, throwing]) {
      expect(page.said()).toMatch(/^That didn't work\. Please try again/);
      expect(page.button.disabled).toBe(false);
    }
  });

  test("when Stripe's script was not loaded, then the page says so and offers no button", async () => {
    const { begin } = await worldForTest();
    const page = await openPage((await begin()).url, null);
    expect(page.said()).toMatch(/could not be loaded/);
    expect(page.button.hidden).toBe(true);
  });
});
