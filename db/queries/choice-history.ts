import { and, eq, gte, lte, or } from "drizzle-orm";
import { addDays, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { ChoiceSlot, History, RatedCount, Rest, SaidBefore } from "../../coaching/selection/history.ts";
import type { Database } from "../client.ts";
import { recommendations } from "../schema/coaching.ts";
import { ruleAggregates } from "../schema/judgement.ts";
import { activeRests } from "./rule-rests.ts";

/** How far back what was said and answered is looked at. */
const LOOK_BACK_DAYS = 365;
/** How long a rule rests after "not helpful". */
export const NOT_HELPFUL_DAYS = 60;
const DAY_MS = 86_400_000;

/** When, where and for which time of day something is chosen. */
export type ChoiceMoment = {
  readonly now: Date;
  /** IANA name of the person's zone. */
  readonly zone: string;
  readonly today: LocalDate;
  readonly slot: ChoiceSlot;
};

/**
 * What a choice looks at of a person's past: what was said or left out before this slot, what rests, and how all people
 * rated each rule.
 */
export async function loadChoiceHistory(
  db: Database,
  userId: string,
  moment: ChoiceMoment,
): Promise<Pick<History, "said" | "rests" | "rates">> {
  const [rows, rests, rates] = await Promise.all([
    rowsUntil(db, userId, moment),
    activeRests(db, userId, moment.now),
    loadRates(db),
  ]);
  return {
    said: rows.filter((row) => isBefore(row, moment)).map((row) => saidBefore(row, moment.zone)),
    rests: [...rests, ...rows.flatMap((row) => notHelpfulRest(row, moment.now))],
    rates,
  };
}

type Row = Pick<
  typeof recommendations.$inferSelect,
  "ruleId" | "localDate" | "slot" | "isWithheld" | "userFeedback" | "feedbackAt"
>;

/** The slot's own row, where it is chosen again, is not its past; of a check-in answered at night the evening's is. */
export const isBefore = (
  row: Pick<Row, "localDate" | "slot">,
  { today, slot }: Pick<ChoiceMoment, "today" | "slot">,
) => row.localDate < today || (row.localDate === today && row.slot !== slot);

/** Of the last year, and older ones that were found not helpful so lately that it still holds. */
async function rowsUntil(
  db: Database,
  userId: string,
  { today, now }: Pick<ChoiceMoment, "today" | "now">,
): Promise<readonly Row[]> {
  const { ruleId, localDate, slot, isWithheld, userFeedback, feedbackAt } = recommendations;
  return db
    .select({ ruleId, localDate, slot, isWithheld, userFeedback, feedbackAt })
    .from(recommendations)
    .where(
      and(
        eq(recommendations.userId, userId),
        or(
          gte(localDate, addDays(today, -LOOK_BACK_DAYS)),
          gte(feedbackAt, new Date(now.getTime() - NOT_HELPFUL_DAYS * DAY_MS)),
        ),
        lte(localDate, today),
      ),
    );
}

export function saidBefore({ ruleId, localDate, slot, isWithheld, ...row }: Row, zone: string): SaidBefore {
  const { userFeedback, feedbackAt } = row;
  const rating =
    userFeedback === null || feedbackAt === null
      ? null
      : { isHelpful: userFeedback === "helpful", date: localDateOf(feedbackAt, zone) };
  return { ruleId, date: localDate, slot, isWithheld, rating };
}

export function notHelpfulRest({ ruleId, userFeedback, feedbackAt }: Row, now: Date): readonly Rest[] {
  if (userFeedback !== "not_helpful" || feedbackAt === null) return [];
  const until = new Date(feedbackAt.getTime() + NOT_HELPFUL_DAYS * DAY_MS);
  return until > now ? [{ ruleId, subject: "", reason: "not_helpful", until }] : [];
}

async function loadRates(db: Database): Promise<Readonly<Record<string, RatedCount>>> {
  const { ruleId, rated, helpful } = ruleAggregates;
  const rows = await db.select({ ruleId, rated, helpful }).from(ruleAggregates);
  return Object.fromEntries(rows.map((row) => [row.ruleId, { rated: row.rated, helpful: row.helpful }]));
}
