import { drawNormal, type Random, seededRandom } from "../../coaching/model/random.ts";
import type { SelectionConfig } from "../../coaching/selection/config.ts";
import { effectOf, type TriedDays } from "../../coaching/selection/effect.ts";
import { retirementOf } from "../../coaching/selection/retire.ts";

type Trial = {
  readonly seed: string;
  readonly people: number;
  /** What saying it does to the first of two outcomes, in standard deviations; to the second it does nothing. */
  readonly benefit: number;
  /** Whether as much is known from many others, to .05. */
  readonly isKnownOfOthers: boolean;
  /** Days after the fewest on which it is looked at again, every second one: as often as each week brings such days. */
  readonly moreDays?: number;
};

const OTHERS_ERROR = 0.05;
/** They rather like it, so that it does not retire for being disliked. */
const LIKED = { helpful: 5, notHelpful: 3 };

/** Share of people for whom a rule has retired as doing nothing, at the fewest days on which it may or at a later look. */
export function retiredShare(
  { seed, people, benefit, isKnownOfOthers, moreDays = 0 }: Trial,
  config: SelectionConfig,
): number {
  const { fewestEligibleDays } = config.retire;
  const random = seededRandom(`${seed}/${benefit}`);
  let retired = 0;
  for (let person = 0; person < people; person++) {
    const outcomes = [benefit, 0].map((each) => ({
      others: isKnownOfOthers ? { benefit: each, error: OTHERS_ERROR } : null,
      days: eligibleDays(random, each, fewestEligibleDays + moreDays, config),
    }));
    for (let known = fewestEligibleDays; known <= fewestEligibleDays + moreDays; known += 2) {
      const effects = outcomes.map(({ others, days }) =>
        effectOf(triedOn(days.slice(0, known)), others, config),
      );
      if (retirementOf(LIKED, 0, effects, config) !== "does_nothing") continue;
      retired++;
      break;
    }
  }
  return retired / people;
}

type Day = { readonly isWithheld: boolean; readonly outcome: number };

/** Days on which chance decided whether it was said, and the outcome on the next. */
function eligibleDays(
  random: Random,
  benefit: number,
  count: number,
  { withholdShare }: SelectionConfig,
): readonly Day[] {
  return Array.from({ length: count }, () => {
    const isWithheld = random() < withholdShare;
    return { isWithheld, outcome: drawNormal(random) + (isWithheld ? 0 : benefit) };
  });
}

function triedOn(days: readonly Day[]): TriedDays {
  const of = (isWithheld: boolean) =>
    days.filter((day) => day.isWithheld === isWithheld).map(({ outcome }) => outcome);
  return { isMoreBetter: true, said: of(false), withheld: of(true) };
}
