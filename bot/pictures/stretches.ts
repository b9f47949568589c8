import { weekdayOf } from "../../coaching/model/local-date.ts";
import { minorDigits } from "../../coaching/model/money.ts";
import type { SpendingSum, Usual } from "../../coaching/questions/spending-sums.ts";
import { dayBrief, dayName, listed, monthBrief, monthName, weekdayName } from "../format.ts";
import { periodWords } from "../questions/answers.ts";
import { money, type SpendingView, subjectOf } from "../questions/spending-view.ts";
import { inline, say } from "../reply.ts";
import type { ChartOf } from "./chart.ts";
import type { Pictured } from "./over-days.ts";

/**
 * What was spent in the stretch that was asked about, beside the earlier ones like it that its usual is made of.
 *
 * @param sum the stretch that was asked about
 */
export function stretchesPicture(view: SpendingView, usual: Usual, sum: SpendingSum): Pictured {
  const { asked, context, filter } = view;
  const { today, person } = context;
  const isMonth = usual.kind === "month";
  const major = 10 ** minorDigits(person.currency);
  const brief = (from: string) => (isMonth ? monthBrief(from) : dayBrief(from));
  const bars = [...usual.stretches, { from: asked.from, minor: sum.netMinor }].map(({ from, minor }) => ({
    label: brief(from),
    amount: minor / major,
    text: money(view, minor, { whole: Math.abs(minor) >= 1000 }),
  }));
  const subject = inline(`pictures/stretches-of-${filter.kind}`, { what: subjectOf(view) });
  const title = inline("pictures/title-stretches", {
    subject,
    period: periodWords(asked, today),
    amount: money(view, sum.netMinor),
  });
  const [first] = usual.stretches;
  const from = first?.from ?? asked.from;
  const facts = {
    from: isMonth ? monthName(from) : dayName(from, today),
    weekday: weekdayName(weekdayOf(from)),
    amounts: listed(bars.slice(0, -1).map(({ text }) => text)),
  };
  const part = say(`pictures/stretches-${usual.kind}`, facts);
  const chart: ChartOf<"stretches"> = {
    kind: "stretches",
    title,
    bars,
    usual: {
      at: usual.minor / major,
      label: inline("pictures/usual", { amount: money(view, usual.minor, { whole: true }) }),
    },
  };
  const alt = inline("pictures/alt", { title, said: inline(part.prompt, part.facts) });
  return { picture: { chart, alt }, parts: [part] };
}
