import { eq } from "drizzle-orm";
import { daysOfLook } from "../../coaching/insights/days-of-look.ts";
import { evidenceOf, promoted } from "../../coaching/insights/evidence.ts";
import { movesOf, type RelationToKeep } from "../../coaching/insights/moves.ts";
import { windowsOf } from "../../coaching/insights/sundays.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import { addDays, type LocalDate, startOfLocalDay } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { users } from "../schema/people.ts";
import { loadDays } from "./days.ts";
import { loadLooks } from "./insights.ts";
import { lockStandings, type NewStanding, type StoredStanding, saveStandings } from "./standings.ts";

/** Puts a relation into one plain sentence, for whoever reads the table. */
export type DescribeRelation = (relation: {
  readonly type: string;
  readonly subject: string;
  readonly lag: number;
  readonly r: number;
}) => string;

/** Whose relations they are. */
export type Owner = { readonly userId: string; readonly timezone: string; readonly currency: string };

/** What relations are tested by: generalised least squares on normal scores. */
const METHOD = "ns-gls";

/** Brings a person's relations to where all their looks put them, in the caller's transaction. */
export async function keepRelations(db: Database, person: Owner, describe: DescribeRelation): Promise<void> {
  const { userId, timezone } = person;
  // Two at once do it one after the other, so that the later one sees all looks. Nobody is held who was erased meanwhile.
  const held = await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const looks = held.length === 0 ? [] : await loadLooks(db, userId);
  if (looks.length === 0) return;
  const stored = await lockStandings(db, userId);
  const { keep, fade, remove } = movesOf(looks, stored);
  if (keep.length + fade.length + remove.length === 0) return;
  const daysOf = await loadDaysOfLooks(
    db,
    person,
    keep.map(({ look }) => look.date),
  );
  const endOf = (date: LocalDate) => startOfLocalDay(timezone, addDays(date, 1));
  const saved = keep.map((one) => {
    const { state, data } = evidence(one, daysOf(one.look.date), person);
    const { standing, look } = one;
    const { type, subject, since, establishedOn } = standing;
    return {
      signalType: type,
      subject,
      state,
      detectedAt:
        state === "replicated" ? (replicatedAt(stored, standing) ?? endOf(look.date)) : endOf(since),
      correlationStrength: standing.found.r,
      description: describe({ type, subject, ...standing.found }),
      supportingData: data,
      establishedOn,
      lookedOn: look.date,
    };
  });
  const faded = fade.map(({ id, since }) => ({ id, detectedAt: endOf(since) }));
  await saveStandings(db, userId, { saved, faded, removed: remove });
}

/** When a relation that is kept as replicated became so; null for any other. */
function replicatedAt(
  stored: readonly StoredStanding[],
  { type, subject }: { readonly type: string; readonly subject: string },
): Date | null {
  const row = stored.find((one) => one.type === type && one.subject === subject);
  return row?.state === "replicated" ? row.detectedAt : null;
}

async function loadDaysOfLooks(
  db: Database,
  person: Owner,
  sundays: readonly LocalDate[],
): Promise<(sunday: LocalDate) => readonly DayRecord[]> {
  const period = windowsOf(sundays);
  const rows = period === null ? null : (await loadDays(db, person, period)).rows;
  const made = new Map<LocalDate, readonly DayRecord[]>();
  return (sunday) => {
    const days = made.get(sunday) ?? (rows === null ? [] : daysOfLook(rows, sunday));
    made.set(sunday, days);
    return days;
  };
}

/** What the look that a relation stands by found out about it. No amount is worked out of what is not established. */
function evidence(
  { standing, look }: RelationToKeep,
  days: readonly DayRecord[],
  { currency }: Owner,
): Pick<NewStanding, "state"> & { readonly data: NewStanding["supportingData"] } {
  const { lag, p, q, n } = standing.found;
  const isTag = (type: string) => type.startsWith("tag_");
  const family = look.results.filter(({ type }) => isTag(type) === isTag(standing.type));
  const isEstablished = standing.state !== "emerging";
  const more = isEstablished
    ? evidenceOf(standing, days, look.date)
    : { effect: null, missingness: null, replication: null };
  return {
    state: isEstablished && promoted(standing, more).state === "replicated" ? "replicated" : standing.state,
    data: {
      lag,
      p,
      q,
      n,
      from: look.from,
      to: look.date,
      method: METHOD,
      configVersion: look.configVersion,
      currency,
      lookedFor: family.length,
      tested: family.filter(({ found }) => found !== null).length,
      ...more,
    },
  };
}
