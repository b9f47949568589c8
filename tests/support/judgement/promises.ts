import type { Rule } from "../../../coaching/rules/rule.ts";
import type { Break } from "./log-reading.ts";
import { messagePromises } from "./message-promises.ts";
import { rulePromises } from "./rule-promises.ts";
import type { YearLog } from "./year-log.ts";

/** A promise of the coach held against everybody's year. */
export type Promised = {
  readonly promise: string;
  /** Messages or slots that it was held against. */
  readonly looked: number;
  readonly broken: readonly (Break & { readonly personId: string })[];
};

/**
 * Every promise against nothing but the logs of a year: none of the code that decided is asked, and clocks and calendars are
 * another library's.
 */
export function holdPromises(logs: readonly YearLog[], rules: readonly Rule[]): readonly Promised[] {
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  return [...messagePromises, ...rulePromises].map(({ promise, check }) => {
    const found = logs.map((log) => ({ personId: log.personId, ...check({ ...log, rulesById }) }));
    return {
      promise,
      looked: found.reduce((sum, { looked }) => sum + looked, 0),
      broken: found.flatMap(({ personId, broken }) => broken.map((one) => ({ personId, ...one }))),
    };
  });
}
