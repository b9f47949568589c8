import { merchantKeys, mostFrequent } from "../merchants/merchant.ts";
import { dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Category, categoryOf, isUnder } from "../money/category.ts";
import { flowOf } from "../money/flow.ts";
import { findChains } from "./chains.ts";
import { type Cadence, type KeyKind, RECURRING_CONFIG } from "./config.ts";
import { byDay, isInHistory, type Payment, type PaymentEvent } from "./event.ts";
import { type Outlook, outlookOf } from "./outlook.ts";
import { type ScoredChain, type Surroundings, scoreChain } from "./score.ts";
import { amountSubsets } from "./subsets.ts";
import { answerFor, doubtOf, type StreamWord } from "./word.ts";

/** Payments to one merchant that come back on a calendar. */
export type RecurringStream = Outlook & {
  /** The merchant, as `merchantKeys` names it. */
  readonly key: string;
  readonly currency: string;
  readonly category: Category | null;
  readonly cadence: Cadence;
  /** In order of day. */
  readonly transactionIds: readonly string[];
  readonly firstDate: LocalDate;
  readonly lastDate: LocalDate;
  /** That the payments recur, 0.5 to 1; 1 where the person says so. */
  readonly probability: number;
  /** The person said that it recurs. */
  readonly isSaid: boolean;
  /** A bill whose amount differs each time, such as electricity. */
  readonly isVariable: boolean;
  readonly configVersion: string;
};

const KEYWORDS = /\b(?:SUBSCR\w*|MEMBERSHIP|RECURRING|AUTOPAY|PREMIUM|MONTHLY|PRIME|PLUS)\b/iu;

/**
 * The recurring payments among one person's transactions, by log Bayes factors of calendar chains.
 *
 * Only settled spending counts: no pending rows, no transfers, no refunds, nothing after `asOf` or of another age. Each merchant and
 * currency is looked at alone, so another merchant's payments change nothing; the order of rows does not matter.
 *
 * @param options.words what the person has said, the later over the earlier
 * @param options.keys the merchants where they are known already, by row id
 * @returns streams of at least even odds, by key, then by first payment
 */
export function findRecurring(
  payments: readonly Payment[],
  options: {
    readonly asOf: LocalDate;
    readonly words?: readonly StreamWord[];
    readonly keys?: ReadonlyMap<string, string | null>;
  },
): RecurringStream[] {
  const { asOf, words = [] } = options;
  const isPast = isInHistory(asOf);
  const settled = payments.filter(
    (row) => isPast(row) && !row.pending && row.amountMinor > 0 && flowOf(row) === "spending",
  );
  const keys = options.keys ?? merchantKeys(payments.filter(isPast));
  const groups = Map.groupBy(settled, ({ id, currency }) => `${keys.get(id) ?? ""}\n${currency}`);
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([group, rows]) => {
      const [key = "", currency = ""] = group.split("\n");
      if (key === "") return [];
      const own = words.filter((word) => word.key === key && word.currency === currency);
      if (rows.length < 2 && own.length === 0) return [];
      return streamsOf(key, currency, rows, own, dayNumber(asOf));
    });
}

function streamsOf(
  key: string,
  currency: string,
  rows: readonly Payment[],
  words: readonly StreamWord[],
  asOf: number,
): RecurringStream[] {
  const category = modalCategory(rows);
  let free = rows.map(eventOf).sort(byDay);
  const streams: RecurringStream[] = [];
  const found: ScoredChain[] = [];
  const emit = (best: ScoredChain) => {
    found.push(best);
    streams.push({
      ...outlookOf(best, asOf),
      key,
      currency,
      category,
      cadence: best.period.cadence,
      transactionIds: best.chain.map(({ id }) => id),
      firstDate: dateIn(rows, best.chain[0]),
      lastDate: dateIn(rows, best.chain.at(-1)),
      probability: best.probability,
      isSaid: answerFor(best, words) === true,
      isVariable: best.isVariable,
      configVersion: RECURRING_CONFIG.version,
    });
    const taken = new Set(best.chain);
    free = free.filter((event) => !taken.has(event));
  };
  for (let round = 0; round < RECURRING_CONFIG.mostRounds && free.length >= 2; round++) {
    const best = bestChain(free, kindOf(category), words);
    if (best === null) break;
    emit(best);
  }
  const unmet = words.filter((word) => !found.some((one) => answerFor(one, [word]) !== null));
  for (const alone of saidAlone(free, words, unmet)) emit(alone);
  return streams.sort((left, right) => (left.firstDate < right.firstDate ? -1 : 1));
}

/** Payments of which the person said that they recur before a second one came: streams of one, each the latest of its kind. */
function saidAlone(
  free: readonly PaymentEvent[],
  words: readonly StreamWord[],
  unmet: readonly StreamWord[],
): ScoredChain[] {
  const taken = new Set<PaymentEvent>();
  return unmet.flatMap((word): ScoredChain[] => {
    const period = RECURRING_CONFIG.periods.find(({ cadence }) => cadence === word.cadence);
    const event = free.findLast(
      (one) => !taken.has(one) && one.amountMinor >= word.fromMinor && one.amountMinor <= word.toMinor,
    );
    if (period === undefined || event === undefined) return [];
    const chain = [event];
    if (answerFor({ chain, period }, words) !== true) return [];
    taken.add(event);
    const fit = { offsets: [0], steps: [] };
    return [{ chain, period, fit, score: CERTAIN, probability: 1, isVariable: false }];
  });
}

/** Odds below these are not looked at. */
const SHOWN_ODDS = Math.log(RECURRING_CONFIG.shown / (1 - RECURRING_CONFIG.shown));
/** What the person's word adds to log odds: more than any others can. */
const CERTAIN = 1e6;

/** The chain with the best odds over all subsets of amounts and all periods; the person's word before any odds. */
function bestChain(
  free: readonly PaymentEvent[],
  kind: KeyKind,
  words: readonly StreamWord[],
): ScoredChain | null {
  const keyAmounts = free.map(({ amountMinor }) => amountMinor).sort((a, b) => a - b);
  let best: ScoredChain | null = null;
  for (const subset of amountSubsets(free)) {
    const around: Surroundings = { kind, subset, keyAmounts, said: doubtOf(words) };
    for (const period of RECURRING_CONFIG.periods) {
      for (const chain of findChains(subset, period)) {
        const said = answerFor({ chain, period }, words);
        if (said === false) continue;
        const floor = said === true ? Number.NEGATIVE_INFINITY : (best?.score ?? SHOWN_ODDS);
        const scored = scoreChain(chain, period, around, floor);
        if (scored === null) continue;
        const found = said === true ? { ...scored, probability: 1, score: scored.score + CERTAIN } : scored;
        if (best === null || found.score > best.score) best = found;
      }
    }
  }
  return best;
}

function eventOf(row: Payment): PaymentEvent {
  return {
    id: row.id,
    day: dayNumber(row.date),
    amountMinor: row.amountMinor,
    hasKeyword: KEYWORDS.test(row.rawDescriptor ?? "") || KEYWORDS.test(row.merchantName ?? ""),
  };
}

/** The most frequent category, so that a single wrong one does not decide. */
function modalCategory(rows: readonly Payment[]): Category | null {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const category = categoryOf(row);
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return mostFrequent(counts);
}

/** How much repetition a category expects. */
export function kindOf(category: Category | null): KeyKind {
  const isAmong = (prefixes: readonly Category[]) => prefixes.some((prefix) => isUnder(category, prefix));
  if (isAmong(RECURRING_CONFIG.obligations)) return "obligation";
  return isAmong(RECURRING_CONFIG.habits) ? "habit" : "neutral";
}

function dateIn(rows: readonly Payment[], event: PaymentEvent | undefined): LocalDate {
  return rows.find(({ id }) => id === event?.id)?.date ?? "";
}
