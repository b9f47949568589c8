import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { beginAttempt, findAttempt, lookupHash, offerAttempt } from "../../db/queries/links.ts";
import type { SlotJob } from "../../db/queue.ts";
import { createSealer } from "../../db/sealing.ts";
import { routed } from "../../src/http/server.ts";
import { callbackPath, callbackRoute } from "../../src/integrations/wearables/oauth/callback.ts";
import { createOAuth } from "../../src/integrations/wearables/oauth/sign-in.ts";
import { openLinkSecret, sealLinkSecret } from "../../src/jobs/link-secret.ts";
import { openProviders } from "../../src/providers.ts";
import { collectLog } from "../fakes/chat.ts";
import { startOAuth } from "../fakes/oauth-server.ts";
import { storeConnected } from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-20T12:00:00Z");
const sealer = createSealer([Buffer.alloc(32, 7).toString("base64")]);

/** An attempt to sign in that a person was given the address of, and the coach's own address. */
async function offered() {
  const service = await startOAuth();
  onTestFinished(service.close);
  const oauth = createOAuth(service.facts());
  const jobs: SlotJob[] = [];
  const lines: Parameters<typeof collectLog>[0] = [];
  const clock = { now: NOW };
  const { routes } = await openProviders(
    {
      banks: [],
      wearables: [
        {
          id: "oura",
          keepsSecrets: true,
          create: async (parts) => ({
            id: "oura",
            pollEveryMs: 3_600_000,
            delivers: { signals: [], hrvKind: null },
            access: oauth.access,
            beginLink: (request) => oauth.begin(request, "https://coach.example/connect/oura/back"),
            readLink: async () => ({ kind: "waiting" }),
            disconnect: async () => {},
            async *sync() {},
            routes: (handle) => [callbackRoute("oura", parts, handle)],
          }),
        },
      ],
    },
    {
      db,
      log: { ...collectLog(lines), flush() {} },
      clock: () => clock.now,
      publicUrl: "https://coach.example",
      sealer,
      isEmbedded: true,
      enqueue: async (_, __, some) => void jobs.push(...some),
      wake() {},
    },
  );
  const server = createServer(routed(routes, (_, response) => void response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { userId } = await storeConnected(db);
  const key = { userId, id: randomUUID() };
  const attempt = { ...key, identityId: userId, provider: "oura", connectionId: null, secretSealed: null };
  await beginAttempt(db, attempt, NOW);
  const offer = await oauth.begin({ now: NOW }, "https://coach.example/connect/oura/back");
  const secret = { kind: "offer", secret: offer.secret, pollEveryMs: null } as const;
  await offerAttempt(db, key, {
    lookupHash: lookupHash(offer.lookup),
    secretSealed: sealLinkSecret(sealer, key.id, secret),
    expiresAt: offer.expiresAt,
    nextPollAt: offer.expiresAt,
  });
  const { port } = server.address() as AddressInfo;
  return {
    service,
    oauth,
    offer,
    clock,
    jobs,
    lines,
    come: (query: string) => fetch(`http://127.0.0.1:${port}${callbackPath("oura")}?${query}`),
    /** What was kept of what came back, and what it is asked after with. */
    async kept() {
      const stored = await findAttempt(db, key);
      const opened = stored === null ? null : openLinkSecret(sealer, stored);
      if (opened?.kind !== "offer") throw new Error("the attempt holds no offer");
      return { ...opened, sealed: stored?.secretSealed ?? "" };
    },
  };
}

test("given a person who comes back, then their code is kept sealed and does once, and no line of the log has it", async () => {
  const { service, oauth, offer, come, kept, jobs, lines } = await offered();
  const back = await service.consent(offer.url);
  expect((await come(back.search.slice(1))).status).toBe(200);
  const { secret, answer = null, sealed } = await kept();
  expect(await oauth.finish(secret, { answer, now: NOW })).toMatchObject({ kind: "signed-in" });
  expect(jobs.map(({ kind }) => kind)).toEqual(["link-poll"]);
  const places = sealed + JSON.stringify([jobs, lines]);
  const secrets = [...service.secrets(), offer.lookup];
  expect(secrets.filter((one) => places.includes(one))).toEqual([]);
});

test("given the same state with another code, then the first one stays and the link is not open any more", async () => {
  const { offer, come, kept, jobs } = await offered();
  await come(`code=theirs&state=${offer.lookup}`);
  expect((await come(`code=another&state=${offer.lookup}`)).status).toBe(410);
  const { answer } = await kept();
  expect(new URLSearchParams(answer).get("code")).toBe("theirs");
  expect(jobs).toHaveLength(1);
});

test("given half an hour that is over, then nothing is kept", async () => {
  const { offer, come, kept, jobs, clock } = await offered();
  clock.now = offer.expiresAt;
  expect((await come(`code=late&state=${offer.lookup}`)).status).toBe(410);
  expect((await kept()).answer).toBeUndefined();
  expect(jobs).toEqual([]);
});
