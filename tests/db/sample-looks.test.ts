import { expect, test } from "vitest";
import { describeRelation } from "../../bot/describe-relation.ts";
import type { SamplePersonName } from "../../coaching/sample/demo.ts";
import { loadInsights, loadLooks } from "../../db/queries/insights.ts";
import { createPerson } from "../../db/queries/people.ts";
import { renewedSample } from "../../db/queries/sample.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-25T17:00:00Z");

async function entered(name: SamplePersonName, now = NOW, ownerId?: string) {
  const owner = ownerId ?? (await createPerson(db, {}));
  const request = { name, timezone: "Europe/Berlin", currency: "EUR", now, describe: describeRelation };
  return { owner, userId: await renewedSample(db, { ...request, ownerId: owner }) };
}

test("given Maya, whose short nights raise her spending, then that is found when one looks around as her", async () => {
  const { userId } = await entered("maya");
  const found = (await loadInsights(db, userId)).find((one) => one.signalType === "sleep_to_spending");
  expect(found).toMatchObject({ establishedOn: expect.any(String), lookedOn: "2026-11-22", saidAt: null });
  expect(["established", "replicated"]).toContain(found?.state);
  expect(found?.strength).toBeLessThan(-0.15);
  expect(found?.data).toMatchObject({ lag: 0, lookedFor: 18 });
  expect(Reflect.get(found ?? {}, "description")).toBe(
    "On days after shorter nights you tended to spend more by choice.",
  );
});

test("given Tom, whose spending has nothing to do with his nights, then it was looked for and not found", async () => {
  const { userId } = await entered("tom");
  const insights = await loadInsights(db, userId);
  expect(insights.map(({ signalType }) => signalType)).not.toContain("sleep_to_spending");
  const newest = (await loadLooks(db, userId, 1)).at(-1);
  const seen = newest?.results.find(({ type }) => type === "sleep_to_spending");
  expect(seen?.found?.n).toBeGreaterThan(45);
  expect(seen?.found?.q).toBeGreaterThan(0.2);
});

test("when one comes back on the same day, then nothing is looked at again; on another one it is another sample", async () => {
  const { owner, userId } = await entered("maya");
  const looks = await loadLooks(db, userId);
  expect((await entered("maya", new Date("2026-11-25T21:00:00Z"), owner)).userId).toBe(userId);
  expect(await loadLooks(db, userId)).toEqual(looks);
  const later = await entered("maya", new Date("2026-11-30T17:00:00Z"), owner);
  expect(later.userId).not.toBe(userId);
  expect((await loadLooks(db, later.userId)).at(-1)?.date).toBe("2026-11-29");
});
