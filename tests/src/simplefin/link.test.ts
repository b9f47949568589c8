import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSimplefin } from "../../../src/integrations/banks/simplefin/provider.ts";
import { simplefin } from "../../../src/integrations/banks/simplefin/settings.ts";
import { ProviderError } from "../../../src/integrations/provider.ts";
import { linked, REQUEST, simplefinWorld, words } from "./world.ts";

/** What a paste is refused with. */
async function refusal(pasting: Promise<unknown> | undefined): Promise<ProviderError> {
  const error = await pasting?.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw new Error("expected a refusal");
  return error;
}

test("a link is begun by asking for a token, which is claimed when it is pasted", async () => {
  const { server, provider } = await simplefinWorld();
  expect(await provider.beginLink(REQUEST)).toEqual({
    kind: "paste",
    expiresAt: new Date("2026-11-20T13:00:00Z"),
  });
  const connection = await linked(provider, server.newToken());
  expect(connection.credentials).toMatch(/^http:\/\/user-t1:secret-t1@127\.0\.0\.1:\d+\/simplefin$/);
  expect(connection.externalId).toMatch(/^[0-9a-f]{32}$/);
  expect(server.requests).toMatchObject([{ method: "POST", path: "/simplefin/claim/t1" }]);
});

test("given a token that was claimed before, then the person is told to disable it and make a new one", async () => {
  const { server, provider } = await simplefinWorld();
  const token = server.newToken();
  await linked(provider, token);
  const error = await refusal(provider.acceptPaste?.(token, REQUEST));
  expect(error).toMatchObject({ code: "refused", providerCode: "403" });
  expect(error.shown).toMatch(/used before, by me or by somebody else\..*disable it.*make a new one/);
});

test("given a bridge that is away while a token is claimed, then it may be tried again", async () => {
  const { server, provider } = await simplefinWorld();
  const token = server.newToken();
  server.state.failure = { status: 503 };
  expect(await refusal(provider.acceptPaste?.(token, REQUEST))).toMatchObject({ code: "unavailable" });
  server.state.failure = null;
  expect((await linked(provider, token)).credentials).toContain("secret-t1");
});

test("given access in place of a token, then it is taken as it is", async () => {
  const { server, provider } = await simplefinWorld();
  const first = await linked(provider, server.newToken());
  const again = await linked(provider, first.credentials);
  expect(again).toEqual(first);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ["words", "<html>thanks</html>"],
  ["an address without a password", "https://bridge.simplefin.org/simplefin"],
  ["an address that is open to others on the way", "http://a:b@bridge.simplefin.org/simplefin"],
  ["an address whose name cannot be read", "https://%zz:b@bridge.simplefin.org/simplefin"],
  ["too much", `https://a:b@bridge.simplefin.org/${"x".repeat(5000)}`],
])("given %s as what a claim gives, then nothing is linked", async (_, answer) => {
  const { server, provider } = await simplefinWorld();
  server.state.claimAnswer = answer;
  const error = await refusal(provider.acceptPaste?.(server.newToken(), REQUEST));
  expect(["refused", "unavailable"]).toContain(error.code);
  expect(`${error.message} ${error.shown} ${error.stack}`).not.toContain("a:b@");
});

test("given a claim that leads elsewhere, then it is not followed", async () => {
  const { server, provider } = await simplefinWorld();
  const elsewhere = await listener();
  server.state.failure = { status: 302, headers: { location: `${elsewhere.origin}/simplefin/claim/t1` } };
  expect(await refusal(provider.acceptPaste?.(server.newToken(), REQUEST))).toMatchObject({
    code: "refused",
    providerCode: "302",
  });
  expect(elsewhere.asked()).toBe(0);
});

describe("given whose tokens are taken", () => {
  const tokenOf = (url: string) => Buffer.from(url).toString("base64");

  test("an address that others could read along to is refused before anything is sent", async () => {
    const { provider } = await simplefinWorld();
    const error = await refusal(
      provider.acceptPaste?.(tokenOf("http://bridge.example.org/simplefin/claim/abc"), REQUEST),
    );
    expect(error.shown).toMatch(/an address I don't take tokens of/);
  });

  test("on a server only SimpleFIN's own, at its ordinary port", async () => {
    const { server } = await simplefinWorld();
    const provider = createSimplefin({ bridges: { kind: "simplefin.org" }, words });
    for (const url of [
      `${server.origin}/simplefin/claim/t1`,
      "https://localhost/simplefin/claim/t1",
      "https://simplefin.org.example.org/simplefin/claim/t1",
      "https://notsimplefin.org/simplefin/claim/t1",
      "https://bridge.simplefin.org:8443/simplefin/claim/t1",
    ]) {
      const error = await refusal(provider.acceptPaste?.(tokenOf(url), REQUEST));
      expect(error.shown, url).toMatch(/an address I don't take tokens of/);
    }
    expect(server.requests).toEqual([]);
  });

  test("with an address given only that", async () => {
    const { server } = await simplefinWorld();
    const other = await listener();
    const provider = createSimplefin({ bridges: { kind: "one", origin: server.origin }, words });
    await linked(provider, server.newToken());
    const error = await refusal(
      provider.acceptPaste?.(tokenOf(`${other.origin}/simplefin/claim/t9`), REQUEST),
    );
    expect(error.shown).toMatch(/an address I don't take tokens of/);
    expect(other.asked()).toBe(0);
  });
});

test("it is on with the embedded database unless it is switched off, and on a server only when it is switched on", () => {
  const about = { publicUrl: null, hasSealer: true, canBeCalled: true };
  const isOn = (given: Readonly<Record<string, string>>, isEmbedded: boolean) =>
    simplefin.isOn(given, { ...about, isEmbedded });
  expect(isOn({}, true)).toBe(true);
  expect(isOn({ SIMPLEFIN: "off" }, true)).toBe(false);
  expect(isOn({}, false)).toBe(false);
  expect(isOn({ SIMPLEFIN: "on" }, false)).toBe(true);
  expect(isOn({ SIMPLEFIN_BASE_URL: "https://bridge.example.org" }, false)).toBe(true);
  expect(isOn({ SIMPLEFIN_BASE_URL: "https://bridge.example.org", SIMPLEFIN: "off" }, false)).toBe(false);
});

test.each([
  [{ SIMPLEFIN: "perhaps" }, "SIMPLEFIN: expected on or off."],
  [
    { SIMPLEFIN_BASE_URL: "http://bridge.example.org" },
    "SIMPLEFIN_BASE_URL: expected an https address, or an http one of this machine, for tests.",
  ],
])("given %o, then a sentence says so", (given, sentence) => {
  const about = { publicUrl: null, hasSealer: true, canBeCalled: true, isEmbedded: false };
  expect(simplefin.read(given, about)).toEqual({ problems: [sentence] });
});

test("given no master key, then a server's operator is asked for one", () => {
  const about = { publicUrl: null, hasSealer: false, canBeCalled: true, isEmbedded: false };
  expect(simplefin.read({ SIMPLEFIN: "on" }, about)).toEqual({
    problems: ["SIMPLEFIN needs COACH_SECRET_KEY: what is handed out to the coach is kept sealed with it."],
  });
});

/** A server that only counts. */
async function listener() {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked: () => asked };
}
