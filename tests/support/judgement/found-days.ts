import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { addDays } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import type { Finding, Rule } from "../../../coaching/rules/rule.ts";
import { finding } from "../selection-past.ts";

/** What rules find on a person's day, and what else is known of it. */
export type FoundDay = {
  readonly morning: readonly Finding[];
  readonly evening: readonly Finding[];
  /** Whether the morning has a night to tell. */
  readonly knowsNight: boolean;
  /** Null on a day without. Mood −5 to +5. */
  readonly checkIn: { readonly mood: number; readonly minutesAfterQuestion: number } | null;
  /** By choice, minor units; null where the day is not known in full. */
  readonly spentMinor: number | null;
};

export type FoundDays = ReadonlyMap<LocalDate, FoundDay>;

/** Days on which much is found, whatever it is: for what has to hold whatever is found. */
export function madeDays(seed: string, from: LocalDate, days: number, rules: readonly Rule[]): FoundDays {
  const random = seededRandom(`${seed}/made days`);
  const some = () =>
    rules.flatMap(({ id }) =>
      random() < 0.15 ? [finding(id, { subject: random() < 0.5 ? "" : "a shop", strength: random() })] : [],
    );
  return new Map(
    Array.from({ length: days }, (_, day): [LocalDate, FoundDay] => [
      addDays(from, day),
      {
        morning: some(),
        evening: some(),
        knowsNight: random() < 0.9,
        checkIn:
          random() < 0.7
            ? { mood: Math.round(10 * random()) - 5, minutesAfterQuestion: minutesToAnswer(random()) }
            : null,
        spentMinor: Math.round(10_000 * random()),
      },
    ]),
  );
}

/** Most answer before the morning message's turn, some hours later. */
export function minutesToAnswer(drawn: number): number {
  return drawn < 0.65 ? 1 + 36 * drawn : 30 + 2400 * (drawn - 0.65);
}
