import { indexDays } from "../../coaching/model/day-index.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import {
  type AskedPeriod,
  askedPeriod,
  type DayRange,
  daysNeeded,
  lastDays,
  lengthOf,
  overlapOf,
} from "../../coaching/questions/asked-period.ts";
import { meanScore } from "../../coaching/questions/score-means.ts";
import { meanOver, usualBefore } from "../../coaching/questions/signal-means.ts";
import { JUST_BEGUN_DAYS } from "../../coaching/summaries/period.ts";
import type { Database } from "../../db/client.ts";
import { loadMoneyHistory, type MoneyHistory } from "../../db/queries/spending.ts";
import type { StepContext } from "../conversation.ts";
import { counted, duration, sentenceCase } from "../format.ts";
import { summaryPicture } from "../pictures/over-days.ts";
import { parkedParts } from "../plans/parked-month.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { bodySourceParts } from "../sources.ts";
import { answerAhead, answered, line, periodWords } from "./answers.ts";
import { tellSteadiness } from "./mood-steadiness.ts";
import { loadScoredDays, nothingKnown, type ScoredDays } from "./score-days.ts";
import { isAnswered, partMeans, whyMeans } from "./score-periods.ts";
import { LOOK_BACK_DAYS } from "./spending.ts";
import { spendingReceipt } from "./spending-receipt.ts";
import { coverageNotes, type SpendingView } from "./spending-view.ts";
import { moneyParts, spendingView, whyMoney } from "./summary-money.ts";
import { loadNotes, noteParts, whyNotes } from "./summary-notes.ts";
import { answerDay } from "./today.ts";
import { worthParts } from "./worth-a-look.ts";

/** Looked at when no period is named. */
const DEFAULT_DAYS = 7;

/** "How was my week?": scores, nights, money and check-ins of some days, as far as they are known. */
export const askSummary = defineQuestion({
  intent: "ask_summary",
  load: (db, _, { slots }, context) => {
    const { period, isReplaced } = wantedPeriod(slots.period, context.today);
    const asked = askedPeriod(period, lastDays(context.today, DEFAULT_DAYS), context.today);
    return asked.kind === "ahead"
      ? Promise.resolve(answerAhead(asked, context.today))
      : summarise(db, asked, { isReplaced }, context);
  },
  answer: (answer) => answer,
});

/** A week or month that has only just begun says nothing yet: as many days up to today stand in for it. */
function wantedPeriod(said: DayRange | undefined, today: LocalDate) {
  if (said === undefined) return { period: said, isReplaced: false };
  const begun = lengthOf(overlapOf(said, { from: said.from, to: today }));
  const length = lengthOf(said);
  const isReplaced = begun > 0 && begun <= JUST_BEGUN_DAYS && length >= 7 && length <= 31 && said.to > today;
  return { period: isReplaced ? lastDays(today, length) : said, isReplaced };
}

/** The same for a whole week or month that is told unasked; null where nothing is known of it. */
export async function summarisePeriod(
  db: Database,
  period: DayRange,
  context: StepContext,
): Promise<Answer | null> {
  const asked = askedPeriod(period, period, context.today);
  if (asked.kind === "ahead") return null;
  const found = await loadScoredDays(db, asked, context);
  return found.kind === "nothing" ? null : summarise(db, asked, { isUnasked: true }, context);
}

async function summarise(
  db: Database,
  asked: AskedPeriod,
  { isReplaced = false, isUnasked = false }: { readonly isReplaced?: boolean; readonly isUnasked?: boolean },
  context: StepContext,
): Promise<Answer> {
  const { person, today } = context;
  const found = await loadScoredDays(db, asked, context);
  if (found.kind === "nothing") return { replies: [{ parts: [nothingKnown(found.first, today)] }] };
  const history = await loadMoneyHistory(db, person, addDays(asked.from, -LOOK_BACK_DAYS), today);
  const spending = spendingView(history, asked, context);
  if (asked.days === 1) return addMoney(await answerDay(db, asked.to, context), spending, found, history);
  const notes = await loadNotes(db, asked, found.days, context);
  const steadiness = tellSteadiness(found.loaded.days, asked.to);
  const checkIns = found.records.filter(isAnswered).length;
  const worth = { asked, view: spending, rows: history.rows, checkIns, context };
  const told = [
    ...(isReplaced ? [say("questions/summary/just-begun")] : []),
    say("questions/summary/heading", { period: sentenceCase(periodWords(asked, today)) }),
    ...scoreParts(found, asked),
    ...noteParts(notes, asked, context),
    ...sleepParts(found, asked),
    ...moneyParts(spending, found.loaded.days, history.rows, { isUnasked }),
    ...(await parkedParts(db, asked, context)),
    ...line(
      say("questions/summary/check-ins", { n: checkIns, days: counted(asked.days, "day") }),
      ...steadiness.parts,
    ),
    ...(await worthParts(db, worth)),
    ...(spending === null ? [] : coverageNotes(spending)),
  ];
  const money = spending === null ? null : whyMoney(spending, found.loaded.days, history.rows);
  const receipt = [
    ...whyMeans(found),
    ...bodySourceParts(found.loaded.choices),
    ...(spending === null || money === null ? [] : spendingReceipt(spending, money.usual)),
  ];
  const method = [...whyNotes(notes), ...steadiness.explanation, ...(money?.method ?? [])];
  const items = spending?.ledger.items ?? [];
  const pictured = summaryPicture(found, asked, context, partMeans(found.days), items);
  return { ...answered(told, receipt, pictured), method };
}

/** One day is said as /today says it, with its money after it. */
function addMoney(
  day: Answer,
  spending: SpendingView | null,
  { loaded }: ScoredDays,
  { rows }: MoneyHistory,
): Answer {
  const [reply, ...others] = day.replies;
  if (reply === undefined || spending === null) return day;
  const parts = [...reply.parts, ...moneyParts(spending, loaded.days, rows), ...coverageNotes(spending)];
  const money = whyMoney(spending, loaded.days, rows);
  return {
    ...day,
    replies: [{ ...reply, parts }, ...others],
    explanation: [...(day.explanation ?? []), ...spendingReceipt(spending, money.usual)],
    method: money.method,
  };
}

function scoreParts({ days }: ScoredDays, asked: AskedPeriod): readonly Part[] {
  const balance = meanScore(days, "balance");
  if (balance === null) return [say("questions/summary/no-balance"), ...partMeans(days)];
  const facts = { mean: Math.round(balance.mean), n: balance.n, days: counted(asked.days, "day") };
  if (balance.n < daysNeeded(asked.days)) {
    return line(say("questions/summary/balance-thin", facts), ...partMeans(days));
  }
  return line(say("questions/summary/balance", facts), ...partMeans(days));
}

function sleepParts({ loaded }: ScoredDays, asked: AskedPeriod): readonly Part[] {
  if (loaded.choices.length === 0) return [say("questions/summary/no-wearable")];
  const index = indexDays(loaded.days);
  const mean = meanOver(index, "sleepMinutes", asked);
  const known = { n: mean.n, days: counted(mean.days, "night") };
  if (mean.kind === "thin") return [say("questions/summary/sleep-thin", { ...known, need: mean.need })];
  const usual = usualBefore(index, "sleepMinutes", asked.from);
  const facts = { ...known, mean: duration(mean.mean) };
  return line(
    say("questions/summary/sleep", facts),
    ...(usual === null ? [] : [say("questions/body/usual", { usual: duration(usual.value) })]),
  );
}
