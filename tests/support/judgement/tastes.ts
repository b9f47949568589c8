import { daysBetween, type LocalDate } from "../../../coaching/model/local-date.ts";
import { drawNormal, type Random, seededRandom } from "../../../coaching/model/random.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";

/** How likely a person finds what a rule says helpful; no part of the coach sees it. */
export type Tastes = (
  ruleId: string,
  heard: readonly { readonly ruleId: string; readonly localDate: LocalDate }[],
  today: LocalDate,
) => number;

const MEAN = 0.1;
const KINDS = 0.7;
const PEOPLE = 0.75;
/** Of each message of a week, and of each of the same rule in two. */
const FATIGUE = 0.08;
const SAME = 0.3;

/** Rules differ in how they are liked by all, and people in how they like each. */
export function drawTastes(seed: string, personId: string, rules: readonly Rule[]): Tastes {
  const ofAll = seededRandom(`${seed}/liking`);
  const own = seededRandom(`${seed}/${personId}/liking`);
  const liking = new Map(
    rules.map(({ id }) => [id, MEAN + KINDS * drawNormal(ofAll) + PEOPLE * drawNormal(own)]),
  );
  return (ruleId, heard, today) => {
    let logit = liking.get(ruleId) ?? MEAN;
    for (let index = heard.length - 1; index >= 0; index--) {
      const one = heard[index];
      const ago = one === undefined ? Number.POSITIVE_INFINITY : daysBetween(one.localDate, today);
      if (one === undefined || ago > 14) break;
      if (ago <= 7) logit -= FATIGUE;
      if (one.ruleId === ruleId) logit -= SAME;
    }
    return 1 / (1 + Math.exp(-logit));
  };
}

/** A tap under a message, so long after it. */
export type PlannedTap = { readonly afterMs: number; readonly said: string };

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/**
 * What is tapped under one message: mostly nothing. Most of it soon, some of it weeks later; now and then it is taken back, or
 * something else is tapped in its place.
 *
 * @param isAboutMoney only then it may be called normal
 */
export function drawTaps(random: Random, isHelpful: boolean, isAboutMoney: boolean): readonly PlannedTap[] {
  const first = firstTap(random(), isHelpful, isAboutMoney);
  if (first === null) return [];
  const when = random();
  const afterMs = when < 0.7 ? random() * 120 * MINUTE_MS : random() * (when < 0.9 ? 3 : 40) * DAY_MS;
  const then = random();
  if (then < 0.06)
    return [
      { afterMs, said: first },
      { afterMs: afterMs + MINUTE_MS, said: "feedback-undo" },
    ];
  if (then > 0.1) return [{ afterMs, said: first }];
  const second = firstTap(0.5 * random(), random() < 0.5, isAboutMoney) ?? "helpful";
  return [
    { afterMs, said: first },
    { afterMs: afterMs + random() * 9 * DAY_MS, said: second },
  ];
}

function firstTap(drawn: number, isHelpful: boolean, isAboutMoney: boolean): string | null {
  if (drawn < 0.4) return isHelpful ? "helpful" : "not-helpful";
  if (drawn < 0.46) return "not-now";
  return drawn < 0.5 && isAboutMoney ? "normal" : null;
}
