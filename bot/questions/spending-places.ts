import { type Share, sumByMerchant, sumNameless, sumUp } from "../../coaching/questions/spending-sums.ts";
import { counted } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { line } from "./answers.ts";
import { tellNothing } from "./spending-lists.ts";
import { type Told, totalPart } from "./spending-sums.ts";
import { countedAs, isEmpty, money, paymentsOf, type SpendingView, wantedIn } from "./spending-view.ts";

const MOST_PLACES = 5;

/** By place, the largest first; what has no name, what is left out, and what came back, are told with their sums. */
export function tellMerchants(view: SpendingView): Told {
  const items = wantedIn(view, view.asked);
  const sum = sumUp(items);
  if (isEmpty(sum)) return tellNothing(view);
  const all = sumByMerchant(items);
  const places = all.filter((place) => place.sum.netMinor > 0);
  const back = all.filter((place) => place.sum.netMinor < 0);
  // One more is told as itself: "1 more" is no shorter.
  const shown = places.slice(0, places.length > MOST_PLACES + 1 ? MOST_PLACES : places.length);
  const heading =
    shown.length < places.length
      ? say("questions/spending/merchants", { shown: shown.length, all: places.length })
      : say("questions/spending/merchants-all");
  return {
    parts: [
      ...line(totalPart(view, sum), ...(places.length === 0 ? [] : [heading])),
      ...shown.map((place) => placeRow(view, place)),
      ...restRow(view, places.slice(shown.length)),
      ...namelessRow(view, sumNameless(items)),
      ...backRow(view, back),
      ...countedAs(view),
    ],
  };
}

function placeRow(view: SpendingView, { name, sum }: Share<string>): Part {
  const facts = { amount: money(view, sum.netMinor), count: paymentsOf(view, sum.count) };
  return say("questions/spending/merchant", { name, ...facts });
}

function restRow(view: SpendingView, rest: readonly Share<string>[]): readonly Part[] {
  if (rest.length === 0) return [];
  return [say("questions/spending/and-more", { count: rest.length, amount: money(view, netOf(rest)) })];
}

function namelessRow(view: SpendingView, sum: ReturnType<typeof sumNameless>): readonly Part[] {
  if (isEmpty(sum) || sum.netMinor === 0) return [];
  if (sum.netMinor < 0)
    return [say("questions/spending/nameless-back", { amount: money(view, -sum.netMinor) })];
  const facts = { amount: money(view, sum.netMinor), count: paymentsOf(view, sum.count) };
  return [say("questions/spending/nameless-sum", facts)];
}

function backRow(view: SpendingView, back: readonly Share<string>[]): readonly Part[] {
  const [only] = back;
  if (only === undefined) return [];
  const from = back.length === 1 ? only.name : counted(back.length, "place");
  return [say("questions/spending/places-back", { from, amount: money(view, -netOf(back)) })];
}

function netOf(places: readonly Share<string>[]): number {
  return places.reduce((total, { sum }) => total + sum.netMinor, 0);
}
