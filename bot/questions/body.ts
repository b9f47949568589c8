import type { SourceChoice } from "../../coaching/model/body-sources.ts";
import { type DayIndex, indexDays } from "../../coaching/model/day-index.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { choicesIn } from "../../coaching/model/source-choices.ts";
import { type AskedPeriod, askedPeriod, earlierOf } from "../../coaching/questions/asked-period.ts";
import type { AskSleepOrBodySlots, BodyMeasure } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { signalSpan } from "../../db/queries/body.ts";
import { loadDays } from "../../db/queries/days.ts";
import { requoteEffects } from "../body/corrections.ts";
import type { Person, StepContext } from "../conversation.ts";
import { dayName } from "../format.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { answerAhead, answered } from "./answers.ts";
import { bodyReceipt } from "./body-receipt.ts";
import { type BodyView, tellOneDay, tellPeriod } from "./body-signals.ts";
import { type AskedMeasure, MEASURES, type MeasureShape } from "./measures.ts";
import { tellDebt } from "./sleep-debt.ts";

/** What is told in place of something that is not measured here. */
const NEAREST: Readonly<Record<BodyMeasure, AskedMeasure | "sleep debt">> = {
  sleep: "sleep",
  "deep sleep": "sleep",
  bedtime: "sleep",
  "sleep debt": "sleep debt",
  hrv: "hrv",
  "resting heart rate": "resting heart rate",
  "heart rate": "resting heart rate",
  steps: "steps",
  workouts: "steps",
};
/** A sleep debt rests on the last fourteen nights. */
const DEBT_DAYS = 14;

function shapeOf(measure: BodyMeasure): MeasureShape {
  const nearest = NEAREST[measure];
  return MEASURES[nearest === "sleep debt" ? "sleep" : nearest];
}

type BodyData = {
  readonly index: DayIndex;
  readonly choices: readonly SourceChoice[];
  readonly span: { readonly first: LocalDate; readonly last: LocalDate } | null;
};

/** "How did I sleep?" and its like. */
export const askSleepOrBody = defineQuestion({
  intent: "ask_sleep_or_body",
  load: (db, person, { slots }, context) => loadBody(db, person, slots, context),
  answer: (data, { slots }, context) => answerBody(data, slots, context),
});

async function loadBody(
  db: Database,
  person: Person,
  slots: AskSleepOrBodySlots,
  { today }: StepContext,
): Promise<BodyData> {
  const { signal } = shapeOf(slots.measure ?? "sleep");
  const start = slots.period?.from ?? today;
  const from = earlierOf(earlierOf(start, slots.compare_to?.from ?? start), addDays(today, -DEBT_DAYS));
  const { days, choices } = await loadDays(db, person, { from, to: today });
  return {
    index: indexDays(days),
    choices,
    span: await signalSpan(db, person.userId, signal),
  };
}

/** Pure: the answer from what is stored. */
function answerBody(
  { index, choices, span }: BodyData,
  slots: AskSleepOrBodySlots,
  context: StepContext,
): Answer {
  const { today } = context;
  const measure = slots.measure ?? "sleep";
  const nearest = NEAREST[measure];
  const shape = shapeOf(measure);
  const unknown = notMeasuredHere(measure);
  if (span === null) {
    return { replies: [{ parts: [...unknown, say(`questions/body/none-${shape.id}`)] }] };
  }
  const asked = askedPeriod(slots.period, { from: today, to: today }, today);
  if (asked.kind === "ahead") return answerAhead(asked, today);
  const from = earlierOf(asked.from, slots.compare_to?.from ?? asked.from);
  const heard = choicesIn(choices, shape.signal, { from, to: asked.to });
  const receipt = (explanation: readonly Part[]) => bodyReceipt(heard, span.last, explanation, context);
  if (asked.to < span.first) {
    const begins = say("questions/body/begins", { first: dayName(span.first, today) });
    return answered([...unknown, begins], receipt([]));
  }
  if (nearest === "sleep debt") {
    const told = tellDebt(index, asked.to, context);
    return answered([told.part], receipt(told.explanation));
  }
  const compared =
    slots.compare_to === undefined ? null : askedPeriod(slots.compare_to, slots.compare_to, today);
  const view: BodyView = {
    index,
    measure: shape,
    asked: wholeDays(asked, shape, today),
    compared: compared?.kind === "asked" ? wholeDays(compared, shape, today) : null,
    context,
    choices,
  };
  const told = view.asked.days === 1 && view.compared === null ? tellOneDay(view) : tellPeriod(view);
  const answer = answered([...unknown, ...told.parts], receipt(told.explanation));
  const isLastNight = shape.signal === "sleepMinutes" && asked.days === 1 && asked.to === today;
  return isLastNight ? { ...answer, effects: requoteEffects(index, today) } : answer;
}

/** Steps of a day that is not over say nothing of a mean: today is left out of longer periods. */
function wholeDays(asked: AskedPeriod, { isOfWholeDay }: MeasureShape, today: LocalDate): AskedPeriod {
  if (!isOfWholeDay || asked.to < today || asked.days === 1) return asked;
  return { ...asked, to: addDays(today, -1), days: asked.days - 1, isOpen: false };
}

function notMeasuredHere(measure: BodyMeasure): readonly Part[] {
  switch (measure) {
    case "deep sleep":
      return [say("questions/body/unknown-deep-sleep")];
    case "bedtime":
      return [say("questions/body/unknown-bedtime")];
    case "heart rate":
      return [say("questions/body/unknown-heart-rate")];
    case "workouts":
      return [say("questions/body/unknown-workouts")];
    default:
      return [];
  }
}
