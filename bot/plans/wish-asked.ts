import { isWishDue } from "../../coaching/plans/wish-due.ts";
import type { Database } from "../../db/client.ts";
import type { PersonDays } from "../../db/queries/days.ts";
import { findWish, unaskedWishes, type Wish } from "../../db/queries/wishes.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { dayPhrase } from "../format.ts";
import { type Choice, type Part, say } from "../reply.ts";
import { outcomeChoices } from "./park.ts";
import { wishWords } from "./wish-words.ts";

/** A parked wish as it is asked about within the morning message. */
export type AskedWish = {
  readonly wishId: string;
  readonly part: Part;
  readonly choices: readonly Choice[];
  readonly effects: readonly Effect[];
};

/** The oldest parked wish that may be asked about today, one a morning and each once; null for none. */
export async function wishToAsk(
  db: Database,
  { days }: Pick<PersonDays, "days">,
  { person, today }: StepContext,
): Promise<AskedWish | null> {
  const about = { today, zone: person.timezone, needMinutes: person.sleepNeedMinutes };
  const wishes = await unaskedWishes(db, person.userId);
  const due = wishes.find(({ parkedAt }) => isWishDue(parkedAt, days, about));
  return due === undefined ? null : askedWish(due, today);
}

/** The same question once more, while it is not answered. */
export async function wishAgain(
  db: Database,
  wishId: unknown,
  { person, today }: StepContext,
): Promise<AskedWish | null> {
  const wish = typeof wishId === "string" ? await findWish(db, person.userId, wishId) : null;
  return wish === null || wish.outcome !== null ? null : askedWish(wish, today);
}

function askedWish(wish: Wish, today: StepContext["today"]): AskedWish {
  return {
    wishId: wish.id,
    part: say("park/ask", { wish: wishWords(wish), day: dayPhrase(wish.localDate, today) }),
    choices: outcomeChoices(wish.id),
    effects: [{ kind: "wish-asked", wishId: wish.id }],
  };
}
