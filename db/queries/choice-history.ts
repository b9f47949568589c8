import { and, eq, gte, lte, or } from "drizzle-orm";
import { addDays, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { ChoiceSlot, History, SaidBefore } from "../../coaching/selection/history.ts";
import type { Database } from "../client.ts";
import { recommendations } from "../schema/coaching.ts";
import { LOOK_BACK_DAYS, ratesOfOthers } from "./rule-aggregates.ts";
import { activeRests, NOT_HELPFUL_DAYS, notHelpfulRest, wokenRules } from "./rule-rests.ts";

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
 * What a choice looks at of a person's past: what was said or left out before this slot, what rests, and how all other people
 * rated each rule.
 */
export async function loadChoiceHistory(
  db: Database,
  userId: string,
  moment: ChoiceMoment,
): Promise<Pick<History, "said" | "rests" | "rates">> {
  const [rows, rests, woken, ratesWithout] = await Promise.all([
    rowsUntil(db, userId, moment),
    activeRests(db, userId, moment.now),
    wokenRules(db, userId),
    ratesOfOthers(db),
  ]);
  const judged = rows.map((row) => judgedAnew(row, woken.get(row.ruleId)));
  return {
    said: judged.filter((row) => isPast(row, moment)).map((row) => saidBefore(row, moment.zone)),
    rests: [...rests, ...judged.flatMap((row) => notHelpfulRest(row, moment.now))],
    rates: ratesWithout(rows.filter(({ localDate }) => localDate >= addDays(moment.today, -LOOK_BACK_DAYS))),
  };
}

type Row = Pick<
  typeof recommendations.$inferSelect,
  "ruleId" | "subject" | "localDate" | "slot" | "isWithheld" | "userFeedback" | "feedbackAt"
>;

/** The slot's own row, where it is chosen again, is not its past; of a check-in answered at night the evening's is. */
export function isPast(
  row: Pick<Row, "localDate" | "slot">,
  { today, slot }: Pick<ChoiceMoment, "today" | "slot">,
): boolean {
  return row.localDate < today || (row.localDate === today && row.slot !== slot);
}

/** Of the last year, and older ones that were found not helpful so lately that it still holds. */
async function rowsUntil(
  db: Database,
  userId: string,
  { today, now }: Pick<ChoiceMoment, "today" | "now">,
): Promise<readonly Row[]> {
  const { ruleId, subject, localDate, slot, isWithheld, userFeedback, feedbackAt } = recommendations;
  return db
    .select({ ruleId, subject, localDate, slot, isWithheld, userFeedback, feedbackAt })
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

export function saidBefore({ localDate, userFeedback, feedbackAt, ...row }: Row, zone: string): SaidBefore {
  const { ruleId, subject, slot, isWithheld } = row;
  const rating =
    userFeedback === null || feedbackAt === null
      ? null
      : { isHelpful: userFeedback === "helpful", date: localDateOf(feedbackAt, zone) };
  return { ruleId, subject, date: localDate, slot, isWithheld, rating };
}

/** Answers from before the person brought the rule back count no more. */
function judgedAnew(row: Row, wokenAt: Date | undefined): Row {
  const { feedbackAt } = row;
  const isOver = wokenAt !== undefined && feedbackAt !== null && feedbackAt <= wokenAt;
  return isOver ? { ...row, userFeedback: null } : row;
}
