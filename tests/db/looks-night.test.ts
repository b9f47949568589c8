import { describe, expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { createPerson } from "../../db/queries/people.ts";
import { RESCORING } from "../../src/jobs/index.ts";
import { look } from "../../src/jobs/look.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { linkedDays, storeLinkedDays } from "../support/linked-days.ts";
import { NIGHT, nightOn } from "../support/scored-night.ts";
import { lookOn } from "../support/stored-relations.ts";

const { db } = await testDatabase();
const score = nightOn(db);

const LAST_SUNDAY = "2026-11-22";

async function person(days: ReturnType<typeof linkedDays>, timezone = "America/New_York"): Promise<string> {
  const userId = await createPerson(db, { timezone, currency: "USD" });
  await storeLinkedDays(db, userId, days);
  return userId;
}

const TWO_MONTHS = linkedDays(addDays(LAST_SUNDAY, -59), LAST_SUNDAY);

describe("given a night that scores the day before", () => {
  test("when that was a Sunday, then those are looked at of whom enough is known, and nobody else", async () => {
    const enough = await person(TWO_MONTHS);
    const thirty = await person(linkedDays(addDays(LAST_SUNDAY, -29), LAST_SUNDAY));
    const short = await person(linkedDays(addDays(LAST_SUNDAY, -28), LAST_SUNDAY));
    const nothing = await person([]);
    const over = await person(linkedDays("2025-01-01", "2025-06-30"));
    const { queued, failed } = await score([enough, thirty, short, nothing, over]);
    expect(failed).toEqual([]);
    expect(queued.map(({ userId }) => userId).sort()).toEqual([enough, thirty].sort());
    expect(new Set(queued.map(({ kind }) => kind))).toEqual(new Set(["look-for-relations"]));
  });

  test("when it is another day, then those are whose last Sunday was missed, as after an import or when nobody ran", async () => {
    const [missed, looked] = [await person(TWO_MONTHS), await person(TWO_MONTHS)];
    await lookOn(db, looked, NIGHT);
    const thursday = await score(
      [missed, looked],
      "daily_scoring",
      "2026-11-26",
      new Date("2026-11-26T09:00:00Z"),
    );
    expect(thursday.queued.map(({ userId }) => userId)).toEqual([missed]);
    // The days go on, and the next Sunday is another one.
    const monday = await score([looked], "daily_scoring", "2026-11-30", new Date("2026-11-30T09:00:00Z"));
    expect(monday.queued.map(({ userId }) => userId)).toEqual([looked]);
  });

  test("when days are only scored again, then nothing is looked at: a history may still be coming in", async () => {
    const userId = await person(TWO_MONTHS);
    await markDirty(db, userId, ["2026-11-10"], NIGHT);
    expect((await score([userId], RESCORING)).queued).toEqual([]);
  });
});

test("given several people at once, then one is looked at after another, and what failed for one is no other's", async () => {
  const people = await Promise.all([TWO_MONTHS, TWO_MONTHS, TWO_MONTHS].map((days) => person(days)));
  const nobody = crypto.randomUUID();
  const broken = await person(TWO_MONTHS, "Mars/Olympus");
  const lines: LogLine[] = [];
  const context = { db, log: collectLog(lines), clock: () => NIGHT };
  const settled = await Promise.allSettled(
    [broken, ...people, nobody].map((userId) => look({ userId }, context)),
  );
  expect(settled.map(({ status }) => status)).toEqual([
    "rejected",
    ...people.map(() => "fulfilled"),
    "fulfilled",
  ]);
  const looks = lines.filter(({ message }) => message === "looked for relations");
  expect(looks.map(({ fields }) => Reflect.get(fields, "looks"))).toEqual([5, 5, 5, 0]);
});
