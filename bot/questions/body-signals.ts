import type { SourceChoice } from "../../coaching/model/body-sources.ts";
import { type DayIndex, indexDays, valueAt } from "../../coaching/model/day-index.ts";
import { dayNumber, type LocalDate } from "../../coaching/model/local-date.ts";
import { choiceOn } from "../../coaching/model/source-choices.ts";
import type { AskedPeriod } from "../../coaching/questions/asked-period.ts";
import {
  isSameDevice,
  latestValue,
  meanOver,
  type SignalMean,
  type UsualSignal,
  usualBefore,
} from "../../coaching/questions/signal-means.ts";
import { judgeDay } from "../../coaching/scores/baseline.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import { deviceName } from "../body/device-names.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, sentenceCase } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { daysName, dayWords, line, periodWords } from "./answers.ts";
import type { MeasureShape } from "./measures.ts";

/** Everything an answer about the body may look at. */
export type BodyView = {
  readonly index: DayIndex;
  readonly measure: MeasureShape;
  readonly asked: AskedPeriod;
  readonly compared: AskedPeriod | null;
  readonly context: StepContext;
  /** Said in place of the measure's own name, as "HRV (RMSSD)". */
  readonly name?: string;
  /** The first day of the device that tells it, for what the days do not know that of. */
  readonly since?: LocalDate | null;
  /** Who speaks for what, so that a night's score is said to be another device's where it is. */
  readonly choices?: readonly SourceChoice[];
};

export type BodyTold = { readonly parts: readonly Part[]; readonly explanation: readonly Part[] };

/** "Last night: 5 h 40 m; your usual is 7 h 05 m." */
export function tellOneDay(view: BodyView): BodyTold {
  const { sentences, usual } = oneDay(view);
  return {
    parts: line(...sentences),
    explanation:
      usual === null ? [] : [say("questions/body/why-usual", { known: counted(usual.n, view.measure.noun) })],
  };
}

/** The same as sentences, with the usual that is named in them. */
export function oneDay(view: BodyView): {
  readonly sentences: readonly Part[];
  readonly usual: UsualSignal | null;
} {
  const { index, measure, asked, context } = view;
  const date = asked.to;
  const value = valueAt(index, measure.signal, dayNumber(date));
  const what = dayTitle(view, date);
  if (value === null) {
    const last = latestValue(index, measure.signal, date);
    const missing = say("questions/body/missing", { what });
    const latest =
      last === null
        ? []
        : [
            say("questions/body/latest", {
              day: lastTitle(view, last.date),
              value: measure.read(last.value),
            }),
          ];
    return { sentences: [missing, ...latest], usual: null };
  }
  const usual = usualBefore(index, measure.signal, date, view.since);
  const facts = { what: sentenceCase(what), value: measure.read(value) };
  const isOver = !measure.isOfWholeDay || date < context.today;
  const part =
    usual === null
      ? say("questions/body/value-alone", facts)
      : say(isOver ? "questions/body/value" : "questions/body/value-so-far", {
          ...facts,
          usual: measure.read(usual.value),
        });
  const rating = measure.id === "sleep" ? sleepScorePart(view, date) : [];
  return { sentences: [part, ...rating], usual };
}

/** `last night`, `HRV today`, `resting heart rate on …`. */
function dayTitle({ measure, context, ...view }: BodyView, date: LocalDate): string {
  const { today } = context;
  if (measure.id === "sleep") {
    return date === today
      ? inline("questions/body/last-night")
      : inline("questions/body/night", { day: dayName(date, today) });
  }
  const name = view.name ?? inline(`questions/body/name-${measure.id}`);
  return inline("questions/body/name-day", { name, day: dayWords(date, today) });
}

/** `the night to Sunday 22 November`, `yesterday, Sunday 22 November`. */
function lastTitle(view: BodyView, date: LocalDate): string {
  return view.measure.id === "sleep" ? dayTitle(view, date) : dayWords(date, view.context.today);
}

/** The wearable's own score of the night, against the person's usual. */
function sleepScorePart({ index, choices = [] }: BodyView, date: LocalDate): readonly Part[] {
  const judged = judgeDay(indexDays(index), "sleepScore", dayNumber(date), SCORE_CONFIG.baseline);
  if (judged === null) return [];
  const score = Math.round(judged.value);
  const rates = choiceOn(choices, "sleepScore", date);
  const isOthers = rates !== null && rates.source !== choiceOn(choices, "sleepMinutes", date)?.source;
  const whose = isOthers
    ? inline("questions/body/of-device", { device: deviceName(rates.source) })
    : inline("questions/body/of-wearable");
  const { usual } = judged.baseline;
  return usual === null
    ? [say("questions/body/sleep-score-alone", { whose, score })]
    : [say("questions/body/sleep-score", { whose, score, usual: Math.round(usual) })];
}

/** "6 h 48 m a night on average, Monday 16 to Sunday 22 November; 6 of 7 nights known." */
export function tellPeriod(view: BodyView): BodyTold {
  const { index, measure, asked, compared } = view;
  const mean = meanOver(index, measure.signal, asked);
  const usual = usualBefore(index, measure.signal, mean.range.from);
  const other = compared === null ? null : meanOver(index, measure.signal, compared);
  const usualPart =
    mean.kind === "mean" && usual !== null && other === null
      ? [say("questions/body/usual", { usual: measure.read(usual.value) })]
      : [];
  return {
    parts: [
      ...(asked.days === 1 ? tellOneDay(view).parts : line(meanPart(view, asked, mean), ...usualPart)),
      ...spreadParts(view, mean),
      ...(compared === null || other === null ? [] : [comparedPart(view, mean, compared, other)]),
      ...changeParts(view, mean),
    ],
    explanation: [
      ...whyDays(view, mean),
      ...(other === null ? [] : whyDays(view, other)),
      ...(usualPart.length === 0 || usual === null
        ? []
        : [say("questions/body/why-usual", { known: counted(usual.n, measure.noun) })]),
    ],
  };
}

function meanPart({ measure, context }: BodyView, asked: AskedPeriod, mean: SignalMean): Part {
  const facts = {
    name: inline(`questions/body/name-${measure.id}`),
    period: periodWords(asked, context.today),
    have: mean.n,
    days: counted(mean.days, measure.noun),
  };
  if (mean.kind === "thin") {
    return say("questions/body/thin", { ...facts, need: mean.need });
  }
  const told = { ...facts, name: sentenceCase(facts.name), n: mean.n, mean: measure.read(mean.mean) };
  return measure.id === "sleep" ? say("questions/body/mean-sleep", told) : say("questions/body/mean", told);
}

/** Its lowest and highest, with their days. */
export function spreadParts(
  { measure, context, asked }: Pick<BodyView, "measure" | "context" | "asked">,
  mean: SignalMean,
): readonly Part[] {
  if (mean.kind === "thin" || mean.n < 2 || asked.days === 1) return [];
  const [low, high] = [measure.read(mean.low.value), measure.read(mean.high.value)];
  if (low === high) return [];
  const { today } = context;
  return [
    say("questions/body/spread", {
      low,
      lowDay: dayName(mean.low.date, today),
      high,
      highDay: dayName(mean.high.date, today),
    }),
  ];
}

function comparedPart(view: BodyView, mean: SignalMean, compared: AskedPeriod, other: SignalMean): Part {
  const { measure, context, index } = view;
  if (other.kind === "thin") return meanPart(view, compared, other);
  const period = periodWords(compared, context.today);
  if (!isSameDevice(index, measure.signal, mean.range, other.range)) {
    const name = inline(`questions/body/name-${measure.id}`);
    return say("questions/body/compared-devices", { name, period });
  }
  const known = { n: other.n, days: counted(other.days, measure.noun) };
  const value = measure.read(other.mean);
  const facts = {
    period,
    other: other.days === 1 ? value : inline("questions/body/of-known", { value, ...known }),
  };
  if (mean.kind === "thin") return say("questions/body/compared-alone", facts);
  // What is said is rounded, and so is the difference of what is said.
  const difference = Math.round(mean.mean) - Math.round(other.mean);
  const told = { ...facts, difference: measure.read(Math.abs(difference)) };
  if (difference === 0) return say("questions/body/compared-same", told);
  return difference > 0
    ? say("questions/body/compared-more", told)
    : say("questions/body/compared-less", told);
}

function changeParts({ measure, context }: BodyView, mean: SignalMean): readonly Part[] {
  if (mean.changedOn === null) return [];
  const name = inline(`questions/body/name-${measure.id}`);
  return [say("questions/body/changed", { name, day: dayName(mean.changedOn, context.today) })];
}

function whyDays({ measure, context }: BodyView, mean: SignalMean): readonly Part[] {
  if (mean.days === 1) return [];
  const period = sentenceCase(daysName(mean.range, context.today));
  return [say("questions/body/why-days", { period, n: mean.n, days: counted(mean.days, measure.noun) })];
}
