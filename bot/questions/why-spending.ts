import { addDays } from "../../coaching/model/local-date.ts";
import { askedPeriod, lastDays } from "../../coaching/questions/asked-period.ts";
import { buildLedger } from "../../coaching/questions/spending-ledger.ts";
import { bySize, sumByGroup, sumUp } from "../../coaching/questions/spending-sums.ts";
import type { AskWhySlots } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { loadMoneyHistory, type MoneyHistory } from "../../db/queries/spending.ts";
import type { StepContext } from "../conversation.ts";
import { listed, sentenceCase } from "../format.ts";
import type { Answer } from "../question.ts";
import { inline, type Part, say } from "../reply.ts";
import { answerAhead, answered, line } from "./answers.ts";
import { answerSpending, knownMoney, LOOK_BACK_DAYS } from "./spending.ts";
import { spendingReceipt } from "./spending-receipt.ts";
import { totalPart, usualIn, usualPart, whyUsual } from "./spending-sums.ts";
import { coverageNotes, isEmpty, itemText, money, type SpendingView, wantedIn } from "./spending-view.ts";

/** Looked at when no period is named. */
const DEFAULT_DAYS = 7;
const MOST_ITEMS = 3;
const MOST_GROUPS = 3;

/** What made up the spending of some days: the largest payments and groups, against the usual. */
export async function explainSpending(
  db: Database,
  slots: AskWhySlots,
  context: StepContext,
): Promise<Answer> {
  const { today, person } = context;
  const asked = askedPeriod(slots.period, lastDays(today, DEFAULT_DAYS), today);
  if (asked.kind === "ahead") return answerAhead(asked, today);
  const history = await loadMoneyHistory(db, person, addDays(asked.from, -LOOK_BACK_DAYS), today);
  return tellSpending(history, asked, context);
}

/** Pure: the answer from what is stored. */
function tellSpending(history: MoneyHistory, asked: SpendingView["asked"], context: StepContext): Answer {
  const { person } = context;
  const view: SpendingView = {
    asked,
    compared: null,
    filter: { kind: "all" },
    ledger: buildLedger(history.rows, { currency: person.currency, zone: person.timezone }),
    known: knownMoney(history, context.today),
    accounts: history.accounts,
    context,
  };
  const items = wantedIn(view, asked);
  const sum = sumUp(items);
  // What there is to say about no payments at all is said there.
  if (isEmpty(sum)) return answerSpending(history, { period: asked }, context);
  const usual = usualIn(view);
  const largest = bySize(items.filter(({ netMinor }) => netMinor > 0)).slice(0, MOST_ITEMS);
  const row = (item: (typeof largest)[number]): Part =>
    say("questions/spending/row", { item: sentenceCase(itemText(view, item)) });
  return answered(
    [
      ...line(totalPart(view, sum), ...(usual === null ? [] : [usualPart(view, usual)])),
      ...(largest.length === 0 ? [] : [say("questions/why/largest"), ...largest.map(row)]),
      ...groupParts(view),
      ...coverageNotes(view),
      say("questions/why/spending-end"),
    ],
    spendingReceipt(view, usual === null ? [] : [whyUsual(view, usual)]),
  );
}

function groupParts(view: SpendingView): readonly Part[] {
  const groups = sumByGroup(wantedIn(view, view.asked)).filter(({ sum }) => sum.netMinor > 0);
  if (groups.length < 2) return [];
  const told = groups.slice(0, MOST_GROUPS).map(({ name, sum }) =>
    inline("questions/why/group", {
      name: inline(`questions/groups/${name}`),
      amount: money(view, sum.netMinor),
    }),
  );
  return [say("questions/why/groups", { groups: listed(told) })];
}
