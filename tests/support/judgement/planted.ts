import { DEFAULT_PREFERENCES, type Preferences } from "../../../coaching/delivery/preferences.ts";
import { NO_QUIET_HOURS } from "../../../coaching/delivery/quiet-hours.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import { finding, rule } from "../selection-past.ts";
import type { FoundDays } from "./found-days.ts";
import type { Lived } from "./judged-person.ts";

/** A rule that does nothing for anybody, and one that lifts the next day's mood by half a standard deviation. */
export const nullRule: Rule = rule("planted-null", { type: "energy" });
export const worthwhileRule: Rule = rule("planted-worthwhile", { type: "energy" });
export const plantedRules: readonly Rule[] = [nullRule, worthwhileRule];
export const plantedIds: ReadonlySet<string> = new Set(plantedRules.map(({ id }) => id));
export const plantedBenefits = new Map([[worthwhileRule.id, 0.5]]);

/** Each of them finds something on half of all mornings. */
const FOUND_SHARE = 0.5;

/** The same days, with what planted rules find beside what the others do. */
export function withPlanted(seed: string, found: FoundDays): FoundDays {
  const random = seededRandom(`${seed}/planted`);
  return new Map(
    [...found].map(([date, day]) => {
      const more = plantedRules.flatMap(({ id }) => (random() < FOUND_SHARE ? [finding(id)] : []));
      return [date, { ...day, morning: [...day.morning, ...more] }];
    }),
  );
}

const ROOMY: Preferences = {
  ...DEFAULT_PREFERENCES,
  quiet: NO_QUIET_HOURS,
  nudgesPerDay: 2,
  nudgesPerWeek: 14,
  joinsTrials: true,
};

/** Who leaves room for two nudges a day, never answers what rules say, and hears of nothing but planted rules. */
export function roomyPeople(seed: string, people: readonly Lived[]): readonly Lived[] {
  return people.map(({ found, life, ...person }) => {
    const silent = [...found].map(([date, day]) => [date, { ...day, morning: [], evening: [] }] as const);
    return {
      ...person,
      answers: false,
      life: { ...life, events: [], silences: [], preferences: ROOMY },
      found: withPlanted(`${seed}/${person.personId}`, new Map(silent)),
    };
  });
}
