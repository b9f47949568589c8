import { answerFeedback, takenBack } from "../../../bot/feedback.ts";
import { wasSaid } from "../../../bot/nudge-counts.ts";
import { addDays, type LocalDate } from "../../../coaching/model/local-date.ts";
import type { Finding, Rule } from "../../../coaching/rules/rule.ts";
import type { Candidate } from "../../../coaching/selection/choose.ts";
import type { ChoiceSlot, History, RatedCount, SaidBefore } from "../../../coaching/selection/history.ts";
import { ratedByOthers } from "../../../coaching/selection/others.ts";
import { type ChoiceMoment, isPast, saidBefore } from "../../../db/queries/choice-history.ts";
import type { DecisionRow } from "../../../db/queries/decisions.ts";
import type { RuleRest } from "../../../db/queries/rule-rests.ts";
import { notHelpfulRest } from "../../../db/queries/rule-rests.ts";

/** As `recommendations` holds it, as far as anything here looks. */
export type Recommendation = {
  readonly id: string;
  readonly ruleId: string;
  readonly subject: string;
  readonly localDate: LocalDate;
  readonly slot: ChoiceSlot;
  readonly isWithheld: boolean;
  userFeedback: "helpful" | "not_helpful" | null;
  feedbackAt: Date | null;
};

/** What was noted of a morning or an evening that was said. */
export type SaidNote = {
  readonly recommendationId: string | null;
  readonly candidates: readonly Candidate[];
};

const LOOK_BACK_DAYS = 100;
const PAST_DAYS = 365;
/** A slot may be decided so many days after ones of later days: a summary whose time was moved, a place that lies west. */
const FARTHEST_BEHIND = 3;

/**
 * One person's rows, kept and read as the queries do it: `decisionsBehind`, `saidSlots`, `loadChoiceHistory`, `saveFeedback`,
 * `setRestOf` and `retireRule`. What follows from them is the coach's own code.
 */
export class PersonRows {
  readonly personId: string;
  readonly #decisions = new Map<LocalDate, DecisionRow[]>();
  readonly #said: DecisionRow[] = [];
  readonly recommendations: Recommendation[] = [];
  readonly moods = new Map<LocalDate, number>();
  readonly said = { morning: new Map<LocalDate, SaidNote>(), evening: new Map<LocalDate, SaidNote>() };
  readonly #rests = new Map<string, RuleRest & { readonly recommendationId: string | null }>();
  readonly #answered = new Set<string>();
  readonly #before = new WeakMap<
    Recommendation,
    { readonly zone: string; readonly feedbackAt: Date | null; readonly said: SaidBefore }
  >();

  constructor(personId: string) {
    this.personId = personId;
  }

  /** Everything of a day, and what was said of the days before. */
  decisionsBehind(from: LocalDate, today: LocalDate): readonly DecisionRow[] {
    const behind = this.#on(today).filter((row) => !wasSaid(row));
    for (let index = this.#said.length - 1; index >= 0; index--) {
      const row = this.#said[index];
      if (row === undefined || row.localDate < addDays(from, -FARTHEST_BEHIND)) break;
      if (row.localDate >= from) behind.push(row);
    }
    return behind.sort(inOrder);
  }

  lookBack(today: LocalDate): readonly DecisionRow[] {
    return this.decisionsBehind(addDays(today, -LOOK_BACK_DAYS), today);
  }

  saidSlots(from: LocalDate): readonly Pick<Recommendation, "localDate" | "slot">[] {
    const said: Recommendation[] = [];
    for (let index = this.recommendations.length - 1; index >= 0; index--) {
      const row = this.recommendations[index];
      if (row === undefined || row.localDate < addDays(from, -FARTHEST_BEHIND)) break;
      const isNew = !said.some(({ localDate, slot }) => localDate === row.localDate && slot === row.slot);
      if (!row.isWithheld && row.localDate >= from && isNew) said.push(row);
    }
    return said;
  }

  decide(row: DecisionRow): void {
    const day = this.#on(row.localDate);
    replaceOrAdd(day, row);
    this.#decisions.set(row.localDate, day);
    if (wasSaid(row)) replaceOrAdd(this.#said, row);
  }

  decisionOf(kind: DecisionRow["kind"], localDate: LocalDate): DecisionRow | null {
    return this.#on(localDate).find((row) => row.kind === kind) ?? null;
  }

  #on(date: LocalDate): DecisionRow[] {
    return this.#decisions.get(date) ?? [];
  }

  history(moment: ChoiceMoment): Pick<History, "said" | "rests"> {
    const { today, slot, now, zone } = moment;
    const first = addDays(today, -PAST_DAYS);
    const rows = this.recommendations.filter((row) => row.localDate >= first && row.localDate <= today);
    return {
      said: rows.filter((row) => isPast(row, { today, slot })).map((row) => this.#saidBefore(row, zone)),
      rests: [
        ...[...this.#rests.values()].filter(({ until }) => until === null || until > now),
        ...rows.flatMap((row) => notHelpfulRest(row, now)),
      ],
    };
  }

  /** Worked out anew where it was answered since, or they live elsewhere. */
  #saidBefore(row: Recommendation, zone: string): SaidBefore {
    const known = this.#before.get(row);
    if (known?.zone === zone && known.feedbackAt === row.feedbackAt) return known.said;
    const said = saidBefore(row, zone);
    this.#before.set(row, { zone, feedbackAt: row.feedbackAt, said });
    return said;
  }

  /** Once per rule and local day. */
  recommend(
    { id: ruleId }: Pick<Rule, "id">,
    { subject }: Pick<Finding, "subject">,
    when: { readonly localDate: LocalDate; readonly slot: ChoiceSlot; readonly isWithheld: boolean },
  ): Recommendation {
    const known = this.recommendations.findIndex(
      (row) => row.localDate === when.localDate && row.ruleId === ruleId,
    );
    const before = this.recommendations[known];
    if (before !== undefined) {
      const again = { ...before, isWithheld: when.isWithheld };
      this.recommendations[known] = again;
      return again;
    }
    const id = `${this.personId}/${this.recommendations.length}`;
    const row = { id, ruleId, subject, ...when, userFeedback: null, feedbackAt: null };
    this.recommendations.push(row);
    return row;
  }

  /** A tap under a message, with what the bot makes of it. */
  answer(id: string, said: string, now: Date, today: LocalDate): void {
    const row = this.recommendations.find((one) => one.id === id);
    if (row === undefined) return;
    const context = { now, today } as Parameters<typeof answerFeedback>[2];
    const answer =
      said === "feedback-undo" ? takenBack(id, null, context) : answerFeedback(row, said, context);
    for (const effect of answer?.effects ?? []) {
      if (effect.kind !== "save-feedback") continue;
      this.#answered.add(id);
      for (const [key, rest] of this.#rests) if (rest.recommendationId === id) this.#rests.delete(key);
      row.userFeedback = effect.feedback;
      row.feedbackAt = effect.feedback === null ? null : now;
      if (effect.rest !== null) this.rest({ ...effect.rest, recommendationId: id });
    }
  }

  rest(rest: RuleRest & { readonly recommendationId: string | null }): void {
    this.#rests.set(`${rest.ruleId}\n${rest.subject}\n${rest.reason}\n${rest.recommendationId ?? ""}`, rest);
  }

  /** Counts of all people without this one's own answers; as of last night, what was answered since is not told apart. */
  ratesOfOthers(rates: Readonly<Record<string, RatedCount>>): Readonly<Record<string, RatedCount>> {
    const own = new Map<string, { rated: number; helpful: number }>();
    for (const { ruleId, userFeedback } of this.recommendations) {
      if (userFeedback === null) continue;
      const count = own.get(ruleId) ?? { rated: 0, helpful: 0 };
      count.rated++;
      if (userFeedback === "helpful") count.helpful++;
      own.set(ruleId, count);
    }
    return Object.fromEntries(
      Object.entries(rates).map(([ruleId, all]) => [
        ruleId,
        ratedByOthers(all, own.get(ruleId) ?? { rated: 0, helpful: 0 }),
      ]),
    );
  }

  isRetired(ruleId: string): boolean {
    return this.#rests.has(`${ruleId}\n\nretired\n`);
  }

  isAnswered(id: string | null): boolean {
    return id !== null && this.#answered.has(id);
  }
}

/** The days' order, then that in which they were due. */
function inOrder(one: DecisionRow, other: DecisionRow): number {
  if (one.localDate !== other.localDate) return one.localDate < other.localDate ? -1 : 1;
  return one.dueAt.getTime() - other.dueAt.getTime();
}

function replaceOrAdd(rows: DecisionRow[], row: DecisionRow): void {
  const known = rows.findLastIndex(({ kind, localDate }) => kind === row.kind && localDate === row.localDate);
  if (known === -1) rows.push(row);
  else rows[known] = row;
}
