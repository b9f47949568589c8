import type { LocalDate } from "../../../coaching/model/local-date.ts";

type ByKind<Kind extends string> = Readonly<Partial<Record<Kind, readonly unknown[]>>>;

/**
 * The records of each day by their kinds, as they came.
 *
 * @param dayOf the day that a record is about; null where that cannot be told, and then it is kept nowhere
 */
export function rawByDay<Kind extends string>(
  records: ByKind<Kind>,
  dayOf: (record: unknown, kind: Kind) => LocalDate | null,
): ReadonlyMap<LocalDate, ByKind<Kind>> {
  const days = new Map<LocalDate, Partial<Record<Kind, unknown[]>>>();
  for (const [kind, those] of Object.entries(records) as [Kind, readonly unknown[]][]) {
    for (const record of those) {
      const date = dayOf(record, kind);
      if (date === null) continue;
      const day: Partial<Record<Kind, unknown[]>> = days.get(date) ?? {};
      day[kind] = [...(day[kind] ?? []), record];
      days.set(date, day);
    }
  }
  return days;
}
