import { addDays, monthEndOf, monthStartOf, startOfLocalDay } from "../../coaching/model/local-date.ts";
import { formatMoney, minorFromDecimal } from "../../coaching/model/money.ts";
import { sumWishes, type WishSum } from "../../coaching/plans/parked-value.ts";
import type { AskedPeriod } from "../../coaching/questions/asked-period.ts";
import type { Database } from "../../db/client.ts";
import { wishesOf } from "../../db/queries/wishes.ts";
import type { StepContext } from "../conversation.ts";
import { listed } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";

/** A month that has only begun is told without; a week may begin on the 1st, too. */
const FEWEST_DAYS = 8;

/** What was parked in a month, bought later and dropped: three numbers, as the wishes' own rows have them. */
export async function parkedParts(
  db: Database,
  { from, to, days }: AskedPeriod,
  { person }: StepContext,
): Promise<readonly Part[]> {
  if (from !== monthStartOf(from) || to > monthEndOf(from) || days < FEWEST_DAYS) return [];
  const { userId, timezone } = person;
  const instants = {
    from: startOfLocalDay(timezone, from),
    until: startOfLocalDay(timezone, addDays(to, 1)),
  };
  const wishes = (await wishesOf(db, userId, { from, to }, instants)).map((wish) => ({
    ...wish,
    amountMinor: wish.amount === null ? null : minorFromDecimal(wish.amount, wish.currency),
  }));
  const { parked, bought, dropped } = sumWishes(wishes, { from, to }, timezone);
  if (parked.count + bought.count + dropped.count === 0) return [];
  const words = (sum: WishSum) => sumWords(sum, person.currency);
  const facts = { parked: words(parked), bought: words(bought), dropped: words(dropped) };
  return [say("park/month", facts)];
}

/** The person's own currency first, the others by their codes. */
function sumWords({ count, values }: WishSum, own: string): string {
  if (values.size === 0) return String(count);
  const inOrder = [...values].sort(
    ([one], [other]) => Number(other === own) - Number(one === own) || one.localeCompare(other),
  );
  const amounts = inOrder.map(([currency, minor]) => formatMoney({ minor, currency }));
  return inline("park/month-sum", { count, value: listed(amounts) });
}
