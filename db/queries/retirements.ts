import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Retirement } from "../../coaching/selection/judge-rules.ts";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { logEvent } from "./events.ts";

/** Noted when a rule stopped for a person, with why and the counts that this rests on. */
const RETIRED_EVENT = "rule_retired";
/** Noted with the rule when the person was told: in the summary `kind` of the local day `date`, or by asking. */
export const RETIREMENT_SAID_EVENT = "retirement_said";

export type RetiredRule = Retirement & { readonly ruleId: string };

export function noteRetired(db: Database, userId: string, retired: RetiredRule, now: Date): Promise<void> {
  return logEvent(db, userId, RETIRED_EVENT, retired, now);
}

const retiredRow = z.object({
  ruleId: z.string(),
  isTold: z.boolean(),
  why: z
    .discriminatedUnion("cause", [
      z.object({ cause: z.literal("annoys"), rated: z.number(), notHelpful: z.number() }),
      z.object({ cause: z.literal("does_nothing"), said: z.number(), withheld: z.number() }),
    ])
    .nullable()
    .catch(null),
});

/**
 * The rules that have stopped for a person, by when they did, with whether the person was told. A summary that was held in
 * the end, or failed, told nothing.
 */
export async function retiredRules(
  db: Database,
  userId: string,
): Promise<readonly (RetiredRule & { readonly isTold: boolean })[]> {
  const found = rows(
    await db.execute(sql`
      select rest.rule_id as "ruleId",
        (select why.metadata::text from event_log why
          where why.user_id = rest.user_id and why.event_type = ${RETIRED_EVENT}
            and why.metadata ->> 'ruleId' = rest.rule_id
          order by why."timestamp" desc limit 1) as why,
        exists (select from event_log said
          left join decisions slot on slot.user_id = said.user_id and slot.kind = said.metadata ->> 'kind'
            and slot.local_date = (said.metadata ->> 'date')::date
          where said.user_id = rest.user_id and said.event_type = ${RETIREMENT_SAID_EVENT}
            and said.metadata ->> 'ruleId' = rest.rule_id and said."timestamp" >= rest.created_at
            and (slot.outcome is null or slot.outcome <> 'held' or slot.snoozed_until is not null)
        ) as "isTold"
      from rule_rests rest
      where rest.user_id = ${userId}::uuid and rest.reason = 'retired' and rest.ended_at is null
      order by rest.created_at, rest.rule_id`),
  );
  return found.flatMap((row) => {
    const { ruleId, isTold, why } = retiredRow.parse({
      ...row,
      why: typeof row.why === "string" ? JSON.parse(row.why) : null,
    });
    return why === null ? [] : [{ ruleId, isTold, ...why }];
  });
}
