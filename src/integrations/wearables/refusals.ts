import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { Refusal } from "./wearable-day.ts";

/** What was left out so far. A field of a day is named once, however often it was refused, so that no file fills memory. */
export class Refusals {
  readonly #named = new Map<string, Refusal>();

  add(date: LocalDate | null, field: string): void {
    this.#named.set(`${date ?? ""} ${field}`, { date, field });
  }

  /** By day and name, so that the order in which a source tells things does not matter; those without a day first. */
  list(): readonly Refusal[] {
    return [...this.#named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, refusal]) => refusal);
  }
}
