import type { NamedStream } from "../../coaching/recurring/known-streams.ts";
import type { SubscriptionMeasure } from "../../coaching/understanding/frame.ts";
import type { StepContext } from "../conversation.ts";
import { listed } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { countWords } from "./answers.ts";
import {
  begunParts,
  billsPart,
  changedOf,
  changePart,
  goneParts,
  nameOf,
  nextPart,
  otherTotals,
  rowPart,
  totalPart,
} from "./subscription-parts.ts";

export const MOST_ASKED = 3;
const MOST_NEXT = 6;

/** Streams by what is to be said of them, the dearest first. */
export type Sorted = {
  readonly running: readonly NamedStream[];
  /** Those of them that have begun lately. */
  readonly begun: readonly NamedStream[];
  /** Late or over, lately. */
  readonly gone: readonly NamedStream[];
  readonly bills: readonly NamedStream[];
};

/** What is said, and the streams that "that" means after it; all of them where none stands out. */
type Told = { readonly parts: readonly Part[]; readonly streams?: readonly NamedStream[] };
type Teller = (sorted: Sorted, context: StepContext) => Told;

/** What is asked of the streams. */
export function tellSubscriptions(
  measure: SubscriptionMeasure,
  sorted: Sorted,
  context: StepContext,
): Required<Told> {
  const { running, gone, bills } = sorted;
  return { streams: [...running, ...gone, ...bills], ...TELLERS[measure](sorted, context) };
}

const TELLERS: Readonly<Record<SubscriptionMeasure, Teller>> = {
  list: tellList,
  count: ({ running, bills }, context) => ({ parts: [countPart(running), ...billsPart(bills, context)] }),
  total: (sorted, context) => ({
    parts: [
      ...totalPart(sorted.running, context),
      ...otherTotals(sorted.running, context),
      ...billsPart(sorted.bills, context),
    ],
  }),
  largest: ({ running, bills }, context) => {
    const [largest] = own(running.length > 0 ? running : bills, context);
    if (largest === undefined) return { parts: [countPart(running)] };
    const parts = [say("questions/subscriptions/largest"), rowPart(largest, context)];
    return { parts: [...parts, ...otherTotals(running, context)], streams: [largest] };
  },
  "price change": ({ running, bills }, context) => {
    const streams = changedOf([...running, ...bills], context);
    if (streams.length === 0) return { parts: [say("questions/subscriptions/no-change")] };
    return { parts: streams.map((stream) => changePart(stream, context)), streams };
  },
  "renewal date": ({ running, bills }, context) => {
    const streams = [...running, ...bills]
      .toSorted((left, right) => (left.nextDate < right.nextDate ? -1 : 1))
      .slice(0, MOST_NEXT);
    if (streams.length === 0) return { parts: [countPart(running)] };
    return { parts: streams.map((stream) => nextPart(stream, context)), streams };
  },
  unused: ({ running }, context) => {
    const streams = own(running, context).slice(0, MOST_ASKED);
    const rows = streams.map((stream) => rowPart(stream, context));
    return { parts: [say("questions/subscriptions/unused"), ...rows], streams };
  },
};

function tellList({ running, begun, gone, bills }: Sorted, context: StepContext): Told {
  const row = (stream: NamedStream) => rowPart(stream, context);
  const [only, ...more] = running;
  // Of one alone its line says it all.
  const told =
    only !== undefined && more.length === 0
      ? [row(only)]
      : [
          ...totalPart(running, context),
          ...own(running, context).map(row),
          ...otherTotals(running, context, row),
        ];
  return {
    parts: [
      ...(running.length === 0 ? [countPart(running)] : told),
      ...begunParts(begun, context),
      ...changedOf(running, context).map((stream) => changePart(stream, context)),
      ...goneParts(gone, context),
      ...billsPart(bills, context),
    ],
  };
}

function countPart(running: readonly NamedStream[]): Part {
  if (running.length === 0) return say("questions/subscriptions/none-running");
  return say("questions/subscriptions/count", {
    count: countWords(running.length, "subscription"),
    names: listed(running.map(nameOf)),
  });
}

/** In the person's own currency. */
function own(streams: readonly NamedStream[], { person }: StepContext): readonly NamedStream[] {
  return streams.filter(({ currency }) => currency === person.currency);
}
