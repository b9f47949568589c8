import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import type { LookResult } from "../../coaching/insights/look.ts";
import { isFound } from "../../coaching/insights/overview.ts";
import type { InsightRow } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";
import { sentenceCase } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { sourceParts } from "../sources.ts";
import { periodWords } from "./finding.ts";
import type { InsightView } from "./load.ts";
import { endName } from "./names.ts";
import { daysWords, endsOf, namesAmount, roughClause } from "./pattern.ts";

/**
 * What an answer about relations is based on: each pattern's figures, how many were checked, how, when.
 *
 * @param asked what the newest look saw of the one that was asked about, where it is no pattern
 */
export function insightReceipt(
  told: readonly InsightRow[],
  view: InsightView,
  context: StepContext,
  asked: LookResult | null = null,
): readonly Part[] {
  const look = view.looks.at(-1);
  if (look === undefined) return sourceParts(view, context);
  const lines = told.map((row) => patternLine(row, context.person.currency));
  const counts = (isTag: boolean) => {
    const results = look.results.filter(({ subject }) => (subject !== "") === isTag);
    const found = view.rows.filter((row) => isFound(row) && (row.subject !== "") === isTag).length;
    return { found, looked: results.length, tested: results.filter((one) => one.found !== null).length };
  };
  const tags = counts(true);
  const period = periodWords({ from: look.from, to: look.date }, context.today);
  return [
    ...lines,
    ...(asked === null ? [] : askedLines(asked)),
    say("insights/why/checked", counts(false)),
    ...(tags.looked === 0 ? [] : [say("insights/why/checked-tags", tags)]),
    say("insights/why/terms", { need: CORRELATION_CONFIG.publishPairs }),
    say("insights/why/taken-out"),
    say("insights/why/method", { version: look.configVersion }),
    say("insights/why/looked", { period }),
    ...sourceParts(view, context),
  ];
}

/** Something that was tested and is no pattern has its figures too. */
function askedLines({ type, subject, found }: LookResult): readonly Part[] {
  if (found === null) return [];
  const { lead, outcome } = endsOf(type);
  const pair = inline("insights/pair", { lead: endName(lead, subject), outcomes: endName(outcome) });
  return [say("insights/why/pattern", { pattern: sentenceCase(pair), ...figuresOf(found) })];
}

export function patternLine(row: InsightRow, currency: string): Part {
  const figures = inline("insights/why/pattern", {
    pattern: sentenceCase(roughClause(row)),
    ...figuresOf({ ...row.data, r: row.strength }),
  });
  const amount = isFound(row) ? ` ${amountWords(row, currency)}` : "";
  return say("insights/line", { words: `${figures}${amount}` });
}

function figuresOf({ r, q, n, lag }: Pick<NonNullable<LookResult["found"]>, "r" | "q" | "n" | "lag">) {
  return { r: figure(r), q: figure(q), days: daysWords(n), lag: daysWords(lag) };
}

/** What the amount rests on, or why none is named. */
function amountWords(row: InsightRow, currency: string): string {
  const { effect } = row.data;
  if (effect === null) return inline("insights/why/amount-none");
  const isOtherMoney = endsOf(row.signalType).outcome === "spending" && row.data.currency !== currency;
  if (isOtherMoney) return inline("insights/why/amount-other", { currency: row.data.currency });
  if (!namesAmount(row, currency)) return inline("insights/why/amount-open");
  const others = effect.pairs - effect.exposedDays;
  return inline("insights/why/amount", { exposed: effect.exposedDays, others });
}

/** Two decimals, with a real minus sign; what is smaller than they show is said to be. */
function figure(value: number): string {
  if (value > 0 && value < 0.005) return inline("insights/why/tiny");
  return value.toFixed(2).replace("-", "−");
}
