import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { type SourceChange, sourceChanges } from "../../coaching/model/source-choices.ts";
import type { Database } from "../../db/client.ts";
import type { PersonDays } from "../../db/queries/days.ts";
import { eventsSince, hasEvent } from "../../db/queries/events.ts";
import { quotedNightsSince } from "../../db/queries/quoted-nights.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import type { Part } from "../reply.ts";
import { isNightKnown } from "./awaited-night.ts";
import { correctionsOf } from "./corrections.ts";
import { loadDevices } from "./device.ts";
import { CHANGE_EVENT, changePart, changeTold } from "./device-changes.ts";
import { type Silence, silenceOf, silencePart } from "./silence.ts";

/** Noted when the person was told that a device is silent, with its source and its last night. */
const SILENCE_EVENT = "silent_device_told";

/** A change of device is news for so long, */
const NEWS_DAYS = 7;
/** and is not told again when the choice goes to and fro within this time. */
const TOLD_DAYS = 28;
/** A night this old is put right no more: nobody thinks of it. */
const CORRECTED_DAYS = 2;

/** What is said once in the morning beside the night, and what is remembered once it is said. */
export type MorningNews = {
  /** Nights of days before that turned out otherwise. */
  readonly corrections: readonly Part[];
  readonly changes: readonly Part[];
  /** Why last night is missing. */
  readonly silence: readonly Part[];
  readonly effects: readonly Effect[];
  /** A connected device is silent, told now or before: that the night is missing is no news of its own. */
  readonly isSilent: boolean;
};

export async function loadMorningNews(
  db: Database,
  { days, choices }: Pick<PersonDays, "days" | "choices">,
  context: StepContext,
): Promise<MorningNews> {
  const { person, today } = context;
  const quoted = await quotedNightsSince(db, person.userId, addDays(today, -CORRECTED_DAYS));
  // Last night is said as it is known now.
  const corrections = correctionsOf(
    quoted.filter(({ date }) => date < today),
    days,
    context,
  );
  const changes = await changesNotTold(db, sourceChanges(choices, addDays(today, -NEWS_DAYS)), context);
  const silence = isNightKnown(days, today)
    ? null
    : silenceOf(await loadDevices(db, context), choices, today);
  const silenceNews = silence === null ? null : await silenceNotTold(db, silence, context);
  return {
    corrections: corrections.map(({ part }) => part),
    changes: changes.map((change) => changePart(change, today)),
    silence: silenceNews === null ? [] : [silencePart(silenceNews, today)],
    isSilent: silence !== null,
    effects: [
      ...corrections.map(({ effect }) => effect),
      ...changes.flatMap(({ signals, to }) =>
        changeTold(signals, to.source).map((told): Effect => ({ kind: "log", ...told })),
      ),
      ...(silenceNews === null ? [] : [silenceEffect(silenceNews)]),
    ],
  };
}

async function changesNotTold(
  db: Database,
  changes: readonly SourceChange[],
  { person, now }: StepContext,
): Promise<readonly SourceChange[]> {
  if (changes.length === 0) return [];
  const since = new Date(now.getTime() - TOLD_DAYS * 86_400_000);
  const told = await eventsSince(db, person.userId, CHANGE_EVENT, since);
  return changes.flatMap((change) => {
    const isTold = (signal: string) =>
      told.some((event) => event.signal === signal && event.source === change.to.source);
    const signals = change.signals.filter((signal) => !isTold(signal));
    return signals.length === 0 ? [] : [{ ...change, signals }];
  });
}

async function silenceNotTold(
  db: Database,
  silence: Silence,
  { person }: StepContext,
): Promise<Silence | null> {
  const isTold = await hasEvent(db, person.userId, SILENCE_EVENT, metadataOf(silence));
  return isTold ? null : silence;
}

function silenceEffect(silence: Silence): Effect {
  return { kind: "log", event: SILENCE_EVENT, metadata: metadataOf(silence) };
}

function metadataOf({ device, since }: Silence): { readonly source: string; readonly since: LocalDate } {
  return { source: device.source, since };
}
