import { describe, expect, test } from "vitest";
import { findNotUnderstood, understandPerson } from "../../db/queries/understand.ts";
import type { Queue, SlotJob } from "../../db/queue.ts";
import { queueNotUnderstood, understand } from "../../src/jobs/understand.ts";
import { NOW, seedPerson } from "../bot/questions/seed.ts";
import { collectLog } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { noTools } from "../support/errands.ts";
import { personWith, SOME_PAID } from "../support/told-payments.ts";

const { db } = await testDatabase();

describe("people whose rows were there before", () => {
  test("given somebody not understood, somebody who is and somebody without rows, then the first is found", async () => {
    const before = await personWith(db, SOME_PAID);
    const done = await personWith(db, SOME_PAID);
    await seedPerson(db);
    await understandPerson(db, done.userId, NOW);
    expect(await findNotUnderstood(db, { limit: 100 })).toEqual({ people: [before.userId], upTo: null });
    const found: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await findNotUnderstood(db, { after, limit: 1 });
      found.push(...page.people);
      after = page.upTo;
    }
    expect(found).toEqual([before.userId]);
  });
});

test("given a coach that starts after an upgrade, then those not understood yet are queued once, and then are", async () => {
  const { userId } = await personWith(db, SOME_PAID);
  const queued: SlotJob[] = [];
  const enqueue: Queue["enqueue"] = async (_, name, jobs) => {
    expect(name).toBe("errands");
    queued.push(...jobs);
  };
  const options = { db, clock: () => NOW, enqueue, batch: 100 };
  expect(await queueNotUnderstood(options)).toEqual({ upTo: null, jobs: 1 });
  expect(queued).toMatchObject([{ kind: "understand-money", userId, subject: userId }]);
  await understand(
    { userId, subject: userId },
    { ...options, log: collectLog([]), tools: { ...noTools, enqueue } },
  );
  expect(await queueNotUnderstood(options)).toEqual({ upTo: null, jobs: 0 });
});
