import { sleepDebt, soundNeed } from "../../coaching/features/sleep-debt.ts";
import type { DayIndex } from "../../coaching/model/day-index.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { StepContext } from "../conversation.ts";
import { counted, duration } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { dayWords } from "./answers.ts";

/** What is lacking per night at the end of a day, or how far the nights fall short of telling it. */
export function tellDebt(
  index: DayIndex,
  date: LocalDate,
  { today, person }: StepContext,
): { readonly isKnown: boolean; readonly part: Part; readonly explanation: readonly Part[] } {
  const debt = sleepDebt(index, date, person.sleepNeedMinutes);
  const day = dayWords(date, today);
  if (debt.kind === "missing") {
    const facts = { have: counted(debt.have, "night"), need: debt.need, day };
    return { isKnown: false, part: say("questions/body/debt-thin", facts), explanation: [] };
  }
  const facts = {
    debt: duration(debt.value),
    need: duration(soundNeed(person.sleepNeedMinutes)),
    nights: debt.n,
    day,
  };
  const explanation = [say("questions/body/why-debt", facts)];
  // Under half a minute is said as none.
  const prompt = Math.round(debt.value) === 0 ? "questions/body/no-debt" : "questions/body/debt";
  return { isKnown: true, part: say(prompt, facts), explanation };
}
