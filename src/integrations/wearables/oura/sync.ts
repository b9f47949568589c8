import { z } from "zod";
import { addDays, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { ProviderError } from "../../provider.ts";
import { rawByDay } from "../raw-by-day.ts";
import { localDate } from "../read-record.ts";
import type { DayRead, DaySignal } from "../wearable-provider.ts";
import type { WindowAnswer } from "../windowed-sync.ts";
import type { Days } from "../windows.ts";
import type { OuraClient } from "./client.ts";
import { type OuraDocuments, type OuraKind, ouraDays } from "./translate.ts";

/** Readiness is none of the signals. */
export const READ_KINDS = [
  "sleep",
  "daily_sleep",
  "daily_activity",
  "daily_stress",
] as const satisfies readonly OuraKind[];
export type ReadKind = (typeof READ_KINDS)[number];

/** What each kind tells. How much of the time awake was stressful takes the other two as well. */
const NEEDED = {
  sleepScore: ["daily_sleep"],
  sleepMinutes: ["sleep"],
  restingHeartRateBpm: ["sleep"],
  hrvMs: ["sleep"],
  steps: ["daily_activity"],
  activityKcal: ["daily_activity"],
  stressLevel: ["daily_stress", "sleep", "daily_activity"],
} as const satisfies Record<DaySignal, readonly ReadKind[]>;
export const SIGNALS = Object.keys(NEEDED) as readonly DaySignal[];

/** A membership that has ended: Oura then hands nothing over. */
export const LAPSED = "HTTP_403";

/** What Oura knows of some days, as far as it hands it over. */
type DaysAnswer = Pick<WindowAnswer, "days" | "signals" | "refused"> & {
  readonly keptBack: readonly ReadKind[];
};

/**
 * Reads days of one person in one sync. What is not handed over, though the sign-in is taken, is not asked for again in the same
 * one: Oura answers alike to a token that is over and to one that was not allowed this kind.
 */
export function createReader(client: OuraClient): (days: Days, token: string) => Promise<DaysAnswer> {
  const keptBack = new Set<ReadKind>();

  return async (days, token) => {
    const asked = READ_KINDS.filter((kind) => !keptBack.has(kind));
    const answers = await Promise.all(asked.map((kind) => documentsOr(client, kind, days, token)));
    const refusals = answers.flatMap((answer) => (answer instanceof ProviderError ? [answer] : []));
    const told = asked.find((_, index) => !(answers[index] instanceof ProviderError));
    if (told === undefined) throw refusals.find(({ code }) => code === "needs-login") ?? refusals[0];
    // Over since the first of them was answered, or not allowed the others from the start.
    if (refusals.length > 0) await client.readDocuments(told, { from: days.to, to: days.to }, token);
    const documents: { [kind in ReadKind]?: readonly unknown[] } = {};
    for (const [index, kind] of asked.entries()) {
      const answer = answers[index];
      if (answer instanceof ProviderError) keptBack.add(kind);
      else if (answer !== undefined) documents[kind] = answer;
    }
    return { ...daysOf(documents), keptBack: READ_KINDS.filter((kind) => keptBack.has(kind)) };
  };
}

/** @returns why not, where it is for this kind alone perhaps */
async function documentsOr(
  client: OuraClient,
  kind: ReadKind,
  days: Days,
  token: string,
): Promise<readonly unknown[] | ProviderError> {
  // A sleep is counted to the day it began on in Greenwich, which for an evening's in the far east is two days before its own.
  const asked = kind === "sleep" ? { ...days, from: addDays(days.from, -1) } : days;
  try {
    return await client.readDocuments(kind, asked, token);
  } catch (error) {
    const isRefused =
      error instanceof ProviderError && (error.code === "needs-login" || error.providerCode === LAPSED);
    if (isRefused) return error;
    throw error;
  }
}

function daysOf(documents: OuraDocuments): Omit<DaysAnswer, "keptBack"> {
  const { days, refused } = ouraDays(documents);
  const raw = rawByDay(documents, dayOf);
  return {
    days: days.map((day): DayRead => ({ day, raw: raw.get(day.date) ?? null })),
    signals: SIGNALS.filter((signal) => NEEDED[signal].every((kind) => documents[kind] !== undefined)),
    refused: [...new Set(refused.map(({ field }) => field))],
  };
}

const dated = z.looseObject({ day: localDate });
const dayOf = (document: unknown): LocalDate | null => dated.safeParse(document).data?.day ?? null;
