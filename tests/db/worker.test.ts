import { afterAll, afterEach, expect, test, vi } from "vitest";
import { findAccounts } from "../../db/queries/chat-rows.ts";
import { findConnection, listConnections } from "../../db/queries/connections.ts";
import { findImport, recordImport } from "../../db/queries/imports.ts";
import { beginAttempt, lookupHash, offerAttempt } from "../../db/queries/links.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { errandJob, openQueue, QUEUES } from "../../db/queue.ts";
import { createSealer } from "../../db/sealing.ts";
import type { FileTools } from "../../src/jobs/import-file.ts";
import { sealLinkSecret } from "../../src/jobs/link-secret.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { fakeBank } from "../fakes/bank.ts";
import { collectLog } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { noTools } from "../support/errands.ts";

const database = await testDatabase();
const { db } = database;
const log = collectLog([]);
const queue = await openQueue(database, { log, supervise: false });
afterAll(() => queue.stop());
afterEach(() => Promise.all(QUEUES.map((name) => queue.boss.offWork(name))));
const NOW = new Date("2026-03-10T09:00:00Z");

test("given an errand that queues the next one, then that is done at once, however seldom the worker looks", async () => {
  const clock = () => NOW;
  const bank = fakeBank(clock);
  const sealer = createSealer([Buffer.alloc(32, 7).toString("base64")]);
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  await createIdentity(db, userId, { platform: "telegram", sender: "ada", chat: "ada" });
  const about = { now: NOW, attemptId: crypto.randomUUID(), userId, mends: null };
  const offer = await bank.provider.beginLink(about);
  if (offer.kind !== "address") throw new Error("expected an address");
  bank.finishLink();
  const attempt = { id: about.attemptId, userId, identityId: crypto.randomUUID(), provider: "plaid" };
  await beginAttempt(db, { ...attempt, connectionId: null, secretSealed: null }, NOW);
  const secret = { kind: "offer", secret: offer.secret, pollEveryMs: null } as const;
  await offerAttempt(db, attempt, {
    lookupHash: lookupHash(offer.lookup),
    secretSealed: sealLinkSecret(sealer, attempt.id, secret),
    expiresAt: offer.expiresAt,
    nextPollAt: offer.expiresAt,
  });

  const worker = await startWorker({
    db,
    log,
    clock,
    queue,
    batch: { talk: 2, scoring: 2, errands: 2 },
    pollSeconds: 3600,
    deliver: () => {},
    tools: { ...noTools, enqueue: queue.enqueue, sealer, banks: new Map([["plaid", bank.provider]]) },
    count: () => {},
  });
  await db.transaction((tx) =>
    queue.enqueue(tx, "errands", [errandJob({ kind: "link-poll", userId, subject: attempt.id }, NOW)]),
  );
  worker.wake();
  await vi.waitFor(
    async () => {
      const [made] = await listConnections(db, userId);
      const found = made === undefined ? null : await findConnection(db, made);
      expect(found?.lastSyncedAt).toEqual(NOW);
    },
    { timeout: 20_000 },
  );
});

test("given a file that is read for long, then what is asked for meanwhile is done all the same", async () => {
  const clock = () => NOW;
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  await createIdentity(db, userId, { platform: "telegram", sender: "ada", chat: "ada" });
  const [{ identityId } = { identityId: "" }] = await findAccounts(db, userId);
  const release = Promise.withResolvers<void>();
  const opened: string[] = [];
  const files: FileTools = {
    ...noTools.files,
    async openFile(_, { fileName }) {
      opened.push(fileName);
      if (fileName === "long.csv") await release.promise;
      return async function* () {
        yield Buffer.from("Date,Payee,Amount\n2026-03-01,Blue Cup,-3.20\n");
      };
    },
  };
  const worker = await startWorker({
    db,
    log,
    clock,
    queue,
    batch: { talk: 2, scoring: 2, errands: 2 },
    pollSeconds: 3600,
    deliver: () => {},
    tools: { ...noTools, enqueue: queue.enqueue, files },
    count: () => {},
  });
  const send = async (fileName: string) => {
    const id = crypto.randomUUID();
    const row = { id, identityId, reference: "ref", fileName, bytes: 1, state: "looking" } as const;
    await recordImport(db, userId, row, NOW);
    await queue.enqueue(db, "errands", [errandJob({ kind: "import-look", userId, subject: id }, NOW)]);
    worker.wake();
    return async () => (await findImport(db, userId, id))?.state;
  };
  const [patience, long] = [{ timeout: 20_000 }, await send("long.csv")];
  await vi.waitFor(() => expect(opened).toEqual(["long.csv"]), patience);
  const short = await send("short.csv");
  await vi.waitFor(async () => expect(await short()).toBe("asking"), patience);
  expect(await long()).toBe("looking");
  release.resolve();
  await vi.waitFor(async () => expect(await long()).toBe("asking"), patience);
});
