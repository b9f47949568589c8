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
};

const OTHERS_ERROR = 0.05;
/** They rather like it, so that it does not retire for being disliked. */
const LIKED = { helpful: 5, notHelpful: 3 };

/** Share of people for whom a rule has retired as doing nothing, after the fewest days on which it may. */
export function retiredShare(
  { seed, people, benefit, isKnownOfOthers }: Trial,
  config: SelectionConfig,
): number {
  const random = seededRandom(`${seed}/${benefit}`);
  let retired = 0;
  for (let person = 0; person < people; person++) {
    const effects = [benefit, 0].map((each) =>
      effectOf(
        eligibleDays(random, each, config),
        isKnownOfOthers ? { benefit: each, error: OTHERS_ERROR } : null,
        config,
      ),
    );
    if (retirementOf(LIKED, 0, effects, config) === "does_nothing") retired++;
  }
  return retired / people;
}

/** Days on which chance decided whether it was said, and the outcome on the next. */
function eligibleDays(
  random: Random,
  benefit: number,
  { withholdShare, retire }: SelectionConfig,
): TriedDays {
  const said: number[] = [];
  const withheld: number[] = [];
  for (let day = 0; day < retire.fewestEligibleDays; day++) {
    if (random() < withholdShare) withheld.push(drawNormal(random));
    else said.push(drawNormal(random) + benefit);
  }
  return { isMoreBetter: true, said, withheld };
}
