import { formatMoney, minorFromDecimal } from "../../coaching/model/money.ts";
import type { Wish } from "../../db/queries/wishes.ts";
import { inline } from "../reply.ts";

/** `headphones, $180`, or what it is alone where no price was said. */
export function wishWords({ what, amount, currency }: Pick<Wish, "what" | "amount" | "currency">): string {
  if (amount === null) return what;
  const price = formatMoney({ minor: minorFromDecimal(amount, currency), currency });
  return inline("park/priced", { what, amount: price });
}
