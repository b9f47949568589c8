import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { openQueue, type SlotJob } from "../../db/queue.ts";
import { collectLog } from "../fakes/chat.ts";
import { run } from "../support/child-process.ts";
import { kindsOfDatabase, type Place } from "../support/program.ts";

const FAILED_JOBS = "src/commands/failed-jobs.ts";

describe.each(await kindsOfDatabase())("$kind", (kind) => {
  test("the operator sees what failed for good and has it run again", async () => {
    const place = await kind.madePlace();
    const userId = randomUUID();
    const job = {
      userId,
      kind: "morning_nudge",
      localDate: "2026-11-23",
      dueAt: "2026-11-23T08:00:00.000Z",
    };
    await failForGood(place, job);
    const asks = (...args: readonly string[]) =>
      run(FAILED_JOBS, { env: { DATA_FOLDER: place.dataFolder, ...place.env }, args });
    const shown = await asks();
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    expect(shown.stdout).toContain("Jobs that failed for good (1), oldest first:");
    expect(shown.stdout).toMatch(
      new RegExp(`^  [0-9a-f-]{36}  morning_nudge for 2026-11-23, person ${userId}, failed 20`, "m"),
    );
    expect((await asks("--retry")).stdout).toContain("Queued again: 1.");
    expect(await asks()).toMatchObject({ code: 0, stdout: "No job has failed for good.", stderr: "" });
    expect(await asks("--again")).toMatchObject({ code: 1, stdout: "" });
  });
});

async function failForGood(place: Place, job: SlotJob): Promise<void> {
  const database = await openDatabase({ folder: place.dataFolder, url: place.env.DATABASE_URL ?? null });
  const queue = await openQueue(database, { log: collectLog([]), supervise: false });
  await database.db.transaction((tx) => queue.enqueue(tx, "talk", [job]));
  await database.db.execute(sql`update jobs.job set retry_count = retry_limit`);
  for (const { id } of await queue.boss.fetch("talk")) await queue.boss.fail("talk", id);
  await queue.stop();
  await database.close();
}
