import { seededRandom } from "../../../coaching/model/random.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import type { SelectionConfig } from "../../../coaching/selection/config.ts";
import type { RatedCount } from "../../../coaching/selection/history.ts";
import { JudgedPerson, type Lived } from "./judged-person.ts";
import type { Year } from "./life.ts";
import type { Outages } from "./person-clock.ts";
import { learned, type Policy } from "./policies.ts";
import { retireRules, type TrueBenefits } from "./retiring.ts";
import type { YearLog } from "./year-log.ts";

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
const OUTAGES = 4;
const LONGEST_OUTAGE_MS = 8 * 3_600_000;
const NOTHING: TrueBenefits = new Map();

/** A year of people with one coach: every slot decided by its own code, the clock, answers and outages made. */
export function judgeYear(
  people: readonly Lived[],
  {
    seed,
    year,
    rules,
    config,
    policy = learned,
    planted = new Set(),
    benefits = NOTHING,
  }: {
    readonly seed: string;
    readonly year: Year;
    readonly rules: readonly Rule[];
    readonly config: SelectionConfig;
    readonly policy?: Policy;
    readonly planted?: ReadonlySet<string>;
    readonly benefits?: TrueBenefits;
  },
): readonly YearLog[] {
  const rates: Record<string, RatedCount> = {};
  const { from } = year;
  const world = { seed, from, rules, config, policy, planted, rates, outages: drawOutages(seed, year) };
  const judged = people.map((person) => new JudgedPerson(person, world));
  const ratesFor = ({ rows }: JudgedPerson) => rows.ratesOfOthers(rates);
  let seen: ReturnType<typeof retireRules> = new Map();
  for (let day = 1; day <= year.days; day++) {
    const now = new Date(from.getTime() + day * DAY_MS);
    for (const person of judged) person.liveUntil(now);
    countRatings(judged, rates);
    if (day % WEEK_DAYS !== 0) continue;
    seen = retireRules(judged, rules, ratesFor, benefits, config, { now, before: seen });
  }
  return judged.map(({ log }) => log);
}

/** How all people rated each rule, as each night counts it. */
function countRatings(people: readonly JudgedPerson[], rates: Record<string, RatedCount>): void {
  for (const ruleId of Object.keys(rates)) rates[ruleId] = { helpful: 0, rated: 0 };
  for (const { rows } of people) {
    for (const { ruleId, userFeedback } of rows.recommendations) {
      if (userFeedback === null) continue;
      const { helpful, rated } = rates[ruleId] ?? { helpful: 0, rated: 0 };
      rates[ruleId] = { helpful: helpful + (userFeedback === "helpful" ? 1 : 0), rated: rated + 1 };
    }
  }
}

function drawOutages(seed: string, { from, days }: Year): Outages {
  const random = seededRandom(`${seed}/outages`);
  return Array.from({ length: OUTAGES }, () => {
    const start = from.getTime() + random() * days * DAY_MS;
    return { from: new Date(start), to: new Date(start + random() * LONGEST_OUTAGE_MS) };
  });
}
