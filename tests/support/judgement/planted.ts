import { seededRandom } from "../../../coaching/model/random.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import { finding, rule } from "../selection-past.ts";
import type { FoundDays } from "./found-days.ts";

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
