import type { Rest } from "../../coaching/selection/history.ts";

/** A message that was said, and by what rule about what. */
export type SaidMessage = { readonly ruleId: string; readonly daysAgo: number; readonly subject: string };

export const ANSWERS = ["helpful", "not-helpful", "not-now", "normal"] as const;
export type FeedbackAnswer = (typeof ANSWERS)[number];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Answered = { readonly answer: FeedbackAnswer; readonly at: Date; wokenAt: number | null };
type Done =
  | {
      readonly kind: "answer";
      readonly message: number;
      readonly at: Date;
      /** What had been said to the message, if that still held. */
      readonly before: Answered | null;
    }
  | { readonly kind: "wake"; readonly at: Date };

/**
 * What answers, their undo, and bringing back what rests are to come to, in the plainest way: of each message its last answer, or the
 * one before it where that was undone, of each rule when it was brought back, and the order in which all that was done. Every step at an instant of its own.
 */
export class FeedbackModel {
  readonly #messages: readonly SaidMessage[];
  readonly #answers = new Map<number, Answered>();
  #wakes: readonly { readonly ruleId: string; readonly at: number }[] = [];
  #done: readonly Done[] = [];

  constructor(messages: readonly SaidMessage[]) {
    this.#messages = messages;
  }

  answer(message: number, answer: FeedbackAnswer, at: Date): void {
    const known = this.#answers.get(message);
    const rests = known?.answer === "not-now" || known?.answer === "normal";
    const before = known === undefined || (rests && known.wokenAt !== null) ? null : known;
    this.#answers.set(message, { answer, at, wokenAt: null });
    const isSame = (one: Done) =>
      one.kind === "answer" && one.message === message && one.before === null && before === null;
    this.#done = [{ kind: "answer", message, at, before }, ...this.#done.filter((one) => !isSame(one))];
  }

  /** By the button under the first answer to that message, whatever was done since: nothing was said to it before. */
  takeBack(message: number, now: Date): void {
    this.#answers.delete(message);
    this.#forget((one) => one.kind === "answer" && one.message === message, now);
  }

  /** A whole rule, or what is about one subject alone, where anything of it rests. */
  wake({ ruleId, subject }: Pick<SaidMessage, "ruleId" | "subject">, now: Date): void {
    if (!this.rests(now).some((rest) => rest.ruleId === ruleId && rest.subject === subject)) return;
    for (const [message, answered] of this.#answers) {
      const isIt =
        this.#messages[message]?.ruleId === ruleId && this.#subjectOf(message, answered) === subject;
      if (isIt) answered.wokenAt ??= now.getTime();
    }
    if (subject === "") this.#wakes = [...this.#wakes, { ruleId, at: now.getTime() }];
    this.#done = [{ kind: "wake", at: now }, ...this.#done];
  }

  /** The last thing that was done. */
  undo(now: Date): void {
    const [last] = this.#done;
    if (last === undefined) return;
    if (last.kind === "answer") {
      if (last.before === null) this.#answers.delete(last.message);
      else this.#answers.set(last.message, { ...last.before, wokenAt: null });
      this.#forget((one) => one === last, now);
      return;
    }
    const at = last.at.getTime();
    for (const answered of this.#answers.values()) if (answered.wokenAt === at) answered.wokenAt = null;
    this.#wakes = this.#wakes.filter((wake) => wake.at !== at);
    this.#forget((one) => one === last, now);
  }

  /** What was done long before is come back to by its own button only. */
  #forget(isGone: (one: Done) => boolean, now: Date): void {
    const [last] = this.#done;
    const left = this.#done.filter((one) => !isGone(one));
    const isLast = last !== undefined && isGone(last);
    this.#done = isLast ? left.filter(({ at }) => now.getTime() - at.getTime() <= HOUR_MS) : left;
  }

  /** What is stored of the answer to a message. */
  stored(message: number): { readonly userFeedback: string | null; readonly feedbackAt: Date | null } {
    const answered = this.#answers.get(message);
    if (answered?.answer === "helpful") return { userFeedback: "helpful", feedbackAt: answered.at };
    if (answered?.answer === "not-helpful") return { userFeedback: "not_helpful", feedbackAt: answered.at };
    return { userFeedback: null, feedbackAt: null };
  }

  /** Everything that keeps still at an instant. */
  rests(now: Date): readonly Rest[] {
    return [...this.#answers].flatMap(([message, answered]): readonly Rest[] => {
      const { answer, at, wokenAt } = answered;
      const ruleId = this.#messages[message]?.ruleId ?? "";
      const days = { helpful: 0, "not-helpful": 60, "not-now": 14, normal: null }[answer];
      const until = days === null ? null : new Date(at.getTime() + days * DAY_MS);
      const isWoken =
        answer === "not-helpful"
          ? this.#wakes.some((wake) => wake.ruleId === ruleId && wake.at >= at.getTime())
          : wokenAt !== null;
      if (isWoken || (until !== null && until <= now)) return [];
      const reason = answer === "normal" ? "normal" : answer === "not-now" ? "not_now" : "not_helpful";
      return [{ ruleId, subject: this.#subjectOf(message, answered), reason, until }];
    });
  }

  #subjectOf(message: number, { answer }: Answered): string {
    return answer === "normal" ? (this.#messages[message]?.subject ?? "") : "";
  }
}
