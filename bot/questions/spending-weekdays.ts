import { daysOn } from "../../coaching/questions/asked-period.ts";
import { knownPart, sumUp, within } from "../../coaching/questions/spending-sums.ts";
import type { SpendingMeasure } from "../../coaching/understanding/frame.ts";
import { counted } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { line, periodWords, weekdaysName } from "./answers.ts";
import { tellBreakdown, tellLargest, tellList } from "./spending-lists.ts";
import { tellMerchants } from "./spending-places.ts";
import { comparison, type Told, totalPart } from "./spending-sums.ts";
import { countedAs, isEmpty, money, nothing, type SpendingView, wantedIn } from "./spending-view.ts";

/** Fewest known days of such weekdays before it is told what one comes to. */
const FEWEST_DAYS = 4;

/** What is told of certain weekdays; whatever would need the other days too can't be told so. */
export const WEEKDAY_TELLERS: Readonly<Record<SpendingMeasure, (view: SpendingView) => Told>> = {
  total: tellOnWeekdays,
  average: tellOnWeekdays,
  count: tellOnWeekdays,
  list: tellListed,
  breakdown: tellBreakdown,
  largest: tellLargest,
  "top merchants": tellMerchants,
  lookup: untold,
  share: untold,
  "no-spend days": untold,
};

/** "$340 in 12 payments, Saturdays and Sundays of October 2026. About $38 on each, over the 9 known in full." */
function tellOnWeekdays(view: SpendingView): Told {
  const { asked, context } = view;
  if (asked.days === 0) {
    const period = periodWords(asked, context.today);
    return { parts: [say("questions/spending/no-such-weekday", { period })] };
  }
  const sum = sumUp(wantedIn(view, asked));
  const total = isEmpty(sum) ? nothing(view) : totalPart(view, sum);
  return {
    parts: [...line(total, ...rate(view)), ...comparison(view, sum), ...countedAs(view)],
  };
}

/** What such a day comes to, over those known in full: the others may be missing something. */
function rate(view: SpendingView): readonly Part[] {
  const { weekdays = [] } = view.asked;
  const known = knownPart(view.asked, view.known);
  const days = daysOn(known, weekdays);
  if (known === null || days < FEWEST_DAYS) return [];
  const { netMinor } = sumUp(within(wantedIn(view, view.asked), known));
  if (netMinor <= 0) return [];
  const each = money(view, netMinor / days, { whole: netMinor / days >= 1000 });
  return [say("questions/spending/weekday-rate", { each, days: counted(days, "such day") })];
}

/** Without the usual week, which these days are no part of. */
function tellListed(view: SpendingView): Told {
  return { ...tellList(view), more: [] };
}

function untold({ asked: { weekdays = [] } }: SpendingView): Told {
  return { parts: [say("questions/words/not-by-weekday", { days: weekdaysName(weekdays) })] };
}
