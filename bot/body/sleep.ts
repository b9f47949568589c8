import { type DayIndex, indexDays, valueAt } from "../../coaching/model/day-index.ts";
import { dayNumber, eachDay, type LocalDate, weekdayOf } from "../../coaching/model/local-date.ts";
import { choiceOn, choicesIn, sourceChanges } from "../../coaching/model/source-choices.ts";
import { type DayRange, lastDays } from "../../coaching/questions/asked-period.ts";
import { meanOver } from "../../coaching/questions/signal-means.ts";
import { sleepLevel } from "../../coaching/scores/energy.ts";
import { understand } from "../../coaching/understanding/understand.ts";
import { signalSpan } from "../../db/queries/body.ts";
import { loadDays, type PersonDays } from "../../db/queries/days.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { duration, listed, weekdayName } from "../format.ts";
import { answered, line } from "../questions/answers.ts";
import { askSleepOrBody } from "../questions/body.ts";
import { bodyReceipt } from "../questions/body-receipt.ts";
import { spreadParts, tellOneDay } from "../questions/body-signals.ts";
import { MEASURES } from "../questions/measures.ts";
import { type Part, say as part, tell } from "../reply.ts";
import { type Turn, takeAnswer } from "../turn.ts";
import { requoteEffects } from "./corrections.ts";
import { changePart } from "./device-changes.ts";
import { deviceName } from "./device-names.ts";
import { freshnessParts } from "./freshness.ts";

/** How many nights are shown together. */
const NIGHTS = 7;

/**
 * `/sleep`: last night and the last seven against the person's usual, by which device and how fresh; gaps are named. With words
 * behind it, `/sleep last week`, it is the question that they make.
 */
export async function showSleep(turn: Turn, said: string): Promise<void> {
  const { db, chat, context } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const { person, today } = context;
  const frame = understand(`sleep ${said}`, { ...person, today });
  if (said !== "" && frame.intent === askSleepOrBody.intent) {
    return takeAnswer(turn, await askSleepOrBody.answer(db, frame, context));
  }
  const span = await signalSpan(db, person.userId, "sleepMinutes");
  if (span === null) return takeAnswer(turn, { replies: [tell("questions/body/none-sleep")] });
  const week = lastDays(today, NIGHTS);
  const { days, choices } = await loadDays(db, person, week);
  const index = indexDays(days);
  const night = tellOneDay({
    index,
    measure: MEASURES.sleep,
    asked: { kind: "asked", from: today, to: today, days: 1, isDefault: true, isOpen: true },
    compared: null,
    context,
    choices,
  });
  const changes = sourceChanges(choices, week.from).filter(({ signals }) => signals.includes("sleepMinutes"));
  const heard = choicesIn(choices, "sleepMinutes", week);
  const fresh = await freshnessParts(turn, {
    sources: new Set(heard.map(({ source }) => source)),
    choices,
    isNightMissing: valueAt(index, "sleepMinutes", dayNumber(today)) === null,
  });
  const parts = [
    ...night.parts,
    ...ownRating(index, choices, context),
    ...weekParts(index, week, context),
    ...changes.map((change) => changePart({ ...change, signals: ["sleepMinutes"] }, today)),
    ...fresh,
  ];
  const answer = answered(parts, bodyReceipt(heard, span.last, night.explanation, context));
  await takeAnswer(turn, { ...answer, effects: requoteEffects(index, today) });
}

/** Of a night that no device rates: how far its length goes, said as a measure of ours. */
function ownRating(
  index: DayIndex,
  choices: PersonDays["choices"],
  { person, today }: StepContext,
): readonly Part[] {
  const minutes = valueAt(index, "sleepMinutes", dayNumber(today));
  const source = choiceOn(choices, "sleepMinutes", today)?.source;
  // One that rates nights has not come to this one yet.
  const isRated =
    valueAt(index, "sleepScore", dayNumber(today)) !== null ||
    choices.some((choice) => choice.signal === "sleepScore" && choice.source === source);
  if (minutes === null || source === undefined || isRated) return [];
  const level = Math.round(sleepLevel(minutes, person.sleepNeedMinutes));
  return [
    part("body/own-rating", { device: deviceName(source), level, need: duration(person.sleepNeedMinutes) }),
  ];
}

/** The mean of the last nights with its ends, and which of them are missing. */
function weekParts(index: DayIndex, week: DayRange, context: StepContext): readonly Part[] {
  const mean = meanOver(index, "sleepMinutes", week);
  const facts = { n: mean.n, nights: NIGHTS };
  const asked = { kind: "asked", ...week, days: NIGHTS, isDefault: true, isOpen: true } as const;
  return [
    ...line(
      mean.kind === "mean"
        ? part("body/week", { ...facts, mean: duration(mean.mean) })
        : part("body/week-thin", { ...facts, need: mean.need }),
      ...gapParts(index, week, context.today),
    ),
    ...spreadParts({ measure: MEASURES.sleep, asked, context }, mean),
  ];
}

/** Which nights are missing, by the weekday they ended on; last night has been spoken of. */
function gapParts(index: DayIndex, week: DayRange, today: LocalDate): readonly Part[] {
  const gaps = eachDay(week.from, week.to).filter(
    (date) => date < today && valueAt(index, "sleepMinutes", dayNumber(date)) === null,
  );
  if (gaps.length === 0 || gaps.length === NIGHTS - 1) return [];
  const days = listed(gaps.map((date) => weekdayName(weekdayOf(date))));
  return [part(gaps.length === 1 ? "body/gap" : "body/gaps", { days })];
}
