import type { Anomaly } from "../../coaching/anomalies/anomalies.ts";
import type { KnownDays } from "../../coaching/anomalies/judged-signal.ts";
import { indexDays, valueAt } from "../../coaching/model/day-index.ts";
import { addDays, dayNumber } from "../../coaching/model/local-date.ts";
import { choiceOn, sourceChanges } from "../../coaching/model/source-choices.ts";
import { latestValue } from "../../coaching/questions/signal-means.ts";
import { signalOfField } from "../../coaching/signals/registry.ts";
import { loadDays } from "../../db/queries/days.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { counted, listed } from "../format.ts";
import { dayAnomalies, outsidePart, whyOutside } from "../questions/anomalies.ts";
import { answered, line } from "../questions/answers.ts";
import { oneDay } from "../questions/body-signals.ts";
import { MEASURES, type MeasureShape } from "../questions/measures.ts";
import { tellDebt } from "../questions/sleep-debt.ts";
import { inline, type Part, say as part, tell } from "../reply.ts";
import { type Turn, takeAnswer } from "../turn.ts";
import { changePart } from "./device-changes.ts";
import { deviceName } from "./device-names.ts";
import { freshnessParts } from "./freshness.ts";
import { weekWords } from "./week-words.ts";

/** What is told beside sleep, in this order. */
const TOLD = [
  MEASURES["resting heart rate"],
  MEASURES.hrv,
  MEASURES.steps,
  MEASURES["active energy"],
  MEASURES.stress,
] as const;
/** A value that is older is not told; a change of device as long ago is none any more, its usual is known by then. */
const SHOWN_DAYS = 28;

/**
 * `/body`: what the nights lack, then what the body shows beside sleep, each against the person's own usual and over the week, by
 * which device and how fresh.
 */
export async function showBody(turn: Turn): Promise<void> {
  const { db, chat, context } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const { person, today } = context;
  const since = addDays(today, -SHOWN_DAYS);
  const { days, choices } = await loadDays(db, person, { from: since, to: today });
  const index = indexDays(days);
  const told = TOLD.flatMap((measure) => measureTold(measure, { index, choices }, context) ?? []);
  const debt = tellDebt(index, today, context);
  if (told.length === 0 && !debt.isKnown) return takeAnswer(turn, { replies: [tell("body/nothing")] });
  const sources = new Set(told.map(({ source }) => source));
  const signals: ReadonlySet<string> = new Set(told.map(({ measure }) => measure.signal));
  const changes = sourceChanges(choices, since).flatMap((change) => {
    const own = change.signals.filter((signal) => signals.has(signal));
    return own.length === 0 ? [] : [changePart({ ...change, signals: own }, today)];
  });
  const fresh = await freshnessParts(turn, {
    sources,
    choices,
    isNightMissing: valueAt(index, "sleepMinutes", dayNumber(today)) === null,
  });
  const parts = [
    ...(debt.isKnown ? [debt.part] : []),
    // One device for all is named once, at the end.
    ...told.flatMap(({ sentences, source }) =>
      line(...sentences, ...(sources.size === 1 ? [] : [part("body/by", { device: deviceName(source) })])),
    ),
    ...changes,
    ...fresh,
  ];
  await takeAnswer(turn, answered(parts, [...whyParts(told), ...debt.explanation]));
}

type MeasureTold = {
  readonly measure: MeasureShape;
  readonly sentences: readonly Part[];
  /** Who told the value. */
  readonly source: string;
  /** Days that the usual rests on; none where it is not known yet. */
  readonly known: number | null;
  /** Where it lies outside the usual range. */
  readonly outside: Anomaly | null;
};

/** The newest value of a measure against the usual; null where there is none of late. */
function measureTold(
  measure: MeasureShape,
  { index, choices }: Pick<KnownDays, "index" | "choices">,
  context: StepContext,
): MeasureTold | null {
  const { today } = context;
  const { signal } = measure;
  const date = latestValue(index, signal, today)?.date;
  const choice = date === undefined ? null : choiceOn(choices, signal, date);
  if (date === undefined || choice === null || date < addDays(today, -SHOWN_DAYS)) return null;
  const isFirst = choices.find((one) => one.signal === signal) === choice;
  const { hrvKind } = choice;
  const { sentences, usual } = oneDay({
    index,
    measure,
    asked: { kind: "asked", from: date, to: date, days: 1, isDefault: true, isOpen: date === today },
    compared: null,
    context,
    since: isFirst ? null : choice.from,
    ...(hrvKind === null ? {} : { name: inline("body/hrv-of-kind", { kind: hrvKind.toUpperCase() }) }),
  });
  const watched = signalOfField(signal).id;
  const outside =
    dayAnomalies({ index, choices }, date, context).find(({ signal: id }) => id === watched) ?? null;
  return {
    measure,
    sentences: [
      ...sentences,
      ...weekWords(measure, index, today),
      ...(outside === null ? [] : [outsidePart(outside, context)]),
    ],
    source: choice.source,
    known: usual?.n ?? null,
    outside,
  };
}

function whyParts(told: readonly MeasureTold[]): readonly Part[] {
  const known = told.flatMap(({ measure, known: days }) =>
    days === null
      ? []
      : [
          inline("body/why-known", {
            name: inline(`questions/body/name-${measure.id}`),
            days: counted(days, "day"),
          }),
        ],
  );
  const outside = told.flatMap((one) => one.outside ?? []);
  return [
    ...(known.length === 0 ? [] : [part("body/why-usual", { known: listed(known) })]),
    ...(outside.length === 0 ? [] : [whyOutside(outside)]),
  ];
}
