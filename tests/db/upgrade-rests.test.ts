import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createPerson } from "../../db/queries/people.ts";
import { quotedNightsSince } from "../../db/queries/quoted-nights.ts";
import { activeRests } from "../../db/queries/rule-rests.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const AT = new Date("2026-11-26T08:00:00Z");
const MESSAGE = "11111111-1111-4111-8111-111111111111";

const migration = async (name: string) =>
  (await readFile(new URL(`../../db/migrations/${name}`, import.meta.url), "utf8")).split(
    "--> statement-breakpoint",
  );

/** What the migration changed, as it was before it. */
const BEFORE = [
  `alter table rule_rests drop constraint rule_rests_user_id_rule_id_subject_reason_recommendation_id_pk`,
  `alter table rule_rests alter column recommendation_id drop not null`,
  `alter table rule_rests alter column recommendation_id drop default`,
  `alter table rule_rests drop column ended_at`,
  `alter table rule_rests add constraint rule_rests_user_id_rule_id_subject_reason_pk
    primary key (user_id, rule_id, subject, reason)`,
  `alter table quoted_nights drop column minutes_before`,
  `alter table quoted_nights alter column minutes set not null`,
];

test("given what rests in a database of the release before, when it is upgraded, then all of it rests on as it did", async () => {
  const userId = await createPerson(db, { timezone: "UTC" });
  const undone = new Error("as it was");
  const upgraded = db.transaction(async (tx) => {
    for (const statement of BEFORE) await tx.execute(sql.raw(statement));
    await tx.execute(sql`
      insert into rule_rests (user_id, rule_id, subject, reason, until, recommendation_id, created_at) values
        (${userId}::uuid, 'low-sleep', '', 'not_now', '2026-12-10T08:00:00Z', ${MESSAGE}::uuid, '2026-11-26T08:00:00Z'),
        (${userId}::uuid, 'low-sleep', '', 'retired', null, null, '2026-11-22T08:00:00Z'),
        (${userId}::uuid, 'subscription-price-rise', 'a-stream', 'normal', null, ${MESSAGE}::uuid, '2026-11-20T08:00:00Z')`);
    await tx.execute(sql`
      insert into quoted_nights (user_id, local_date, minutes, said_at)
      values (${userId}::uuid, '2026-11-26', 340, '2026-11-26T08:00:00Z')`);
    for (const statement of await migration("0007_unheard.sql")) await tx.execute(sql.raw(statement));
    const rests = await activeRests(tx, userId, AT);
    expect(rests.toSorted((one, other) => one.since.getTime() - other.since.getTime())).toMatchObject([
      { ruleId: "subscription-price-rise", subject: "a-stream", reason: "normal", recommendationId: MESSAGE },
      { ruleId: "low-sleep", reason: "retired", until: null, recommendationId: null },
      { ruleId: "low-sleep", reason: "not_now", until: new Date("2026-12-10T08:00:00Z") },
    ]);
    expect(await quotedNightsSince(tx, userId, "2026-11-01")).toMatchObject([{ minutes: 340 }]);
    throw undone;
  });
  await expect(upgraded).rejects.toBe(undone);
});
