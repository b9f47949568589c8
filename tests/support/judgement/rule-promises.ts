import { asOf, daysApart, eachKeeps, type PersonPromise, type Seen } from "./log-reading.ts";
import type { RuleLog } from "./year-log.ts";

const DAY_MS = 86_400_000;
/** How long a tap keeps a rule still; for ever where it is not named. */
const RESTS: Readonly<Record<string, number>> = { "not-now": 14, "not-helpful": 60 };

/** Promises about what rules say, each of a year's messages against those before it. */
export const rulePromises: readonly PersonPromise[] = [
  {
    promise: "no rule inside its own rest, nor twice in three days",
    check: (year) => against(year, ownRest),
  },
  {
    promise: "nothing beside what it must not stand beside",
    check: (year) => against(heardOnly(year), notWith),
  },
  { promise: "what is sensitive at most once a week", check: (year) => against(heardOnly(year), sensitive) },
  { promise: "nothing sensitive but support after a low mood", check: notAfterLowMood },
  { promise: "what was muted is never said", check: muted },
  {
    promise: "what has retired is never said",
    check: (year) =>
      eachKeeps(year.rules, ({ at, ruleId }) =>
        year.retired.some((one) => one.ruleId === ruleId && one.at <= at) ? `${ruleId} has retired` : null,
      ),
  },
  {
    promise: "rules speak in slots of their own",
    check: (year) =>
      eachKeeps(year.rules, ({ ruleId, slot }) =>
        year.rulesById.get(ruleId)?.slots.includes(slot) ? null : `${ruleId} in the ${slot}`,
      ),
  },
  { promise: "only what is harmless is left out, and only of who agreed", check: withheldOfWhom },
  { promise: "each choice tells its chances", check: chances },
];

type Before = { readonly ago: number; readonly said: RuleLog };

function against(year: Seen, breaks: (year: Seen, one: RuleLog, before: readonly Before[]) => string | null) {
  return eachKeeps(year.rules, (one) => {
    const before = year.rules
      .filter(({ at }) => at < one.at)
      .map((said) => ({ ago: daysApart(said.localDate, one.localDate), said }));
    return breaks(year, one, before);
  });
}

function heardOnly(year: Seen): Seen {
  return { ...year, rules: year.rules.filter(({ isWithheld }) => !isWithheld) };
}

/** By days on the calendar; from an evening to a morning four of them are needed for 72 hours. */
function ownRest({ rulesById }: Seen, one: RuleLog, before: readonly Before[]): string | null {
  const rule = rulesById.get(one.ruleId);
  if (rule?.isAskedFor === true) return null;
  const restDays = rule?.restDays ?? 0;
  const early = before.find(({ ago, said }) => {
    const hours72 = said.slot === "evening" && one.slot === "morning" ? 4 : 3;
    return said.ruleId === one.ruleId && ago < Math.max(restDays, hours72);
  });
  return early === undefined ? null : `${one.ruleId} after ${early.ago} days`;
}

function notWith({ rulesById }: Seen, one: RuleLog, before: readonly Before[]): string | null {
  // What the person asked for rests by their word alone.
  if (rulesById.get(one.ruleId)?.isAskedFor === true) return null;
  const apart = (left: string, right: string) => rulesById.get(left)?.notWith.includes(right) === true;
  const near = before.find(
    ({ ago, said }) => ago < 3 && (apart(one.ruleId, said.ruleId) || apart(said.ruleId, one.ruleId)),
  );
  return near === undefined ? null : `${one.ruleId} beside ${near.said.ruleId}`;
}

function sensitive({ rulesById }: Seen, one: RuleLog, before: readonly Before[]): string | null {
  const isSensitive = ({ ruleId }: RuleLog) => rulesById.get(ruleId)?.level === "sensitive";
  if (!isSensitive(one)) return null;
  const near = before.find(({ ago, said }) => ago < 7 && isSensitive(said));
  return near === undefined ? null : `${one.ruleId} ${near.ago} days after ${near.said.ruleId}`;
}

/** The newest check-in, of today or yesterday, is below nine of ten of three months; with under ten, −3 or less. */
function notAfterLowMood(year: Seen) {
  const ofLevel = year.rules.filter(({ ruleId }) => year.rulesById.get(ruleId)?.level === "sensitive");
  return eachKeeps(ofLevel, ({ at, localDate, ruleId }) => {
    const known = year.moods.filter((one) => one.at <= at && one.date <= localDate);
    const recent = known.filter(({ date }) => daysApart(date, localDate) < 90);
    const last = recent.at(-1);
    if (ruleId === "low-mood-run" || last === undefined || daysApart(last.date, localDate) > 1) return null;
    const below = recent.filter(({ mood }) => mood < last.mood).length;
    const above = recent.filter(({ mood }) => mood > last.mood).length;
    const isLow =
      recent.length < 10 ? last.mood <= -3 : below < recent.length / 10 && above > recent.length / 2;
    return isLow ? `${ruleId} after a mood of ${last.mood}` : null;
  });
}

/** The last answer to each message holds, whatever was said to others. */
function muted(year: Seen) {
  const messages = new Map(year.rules.map((one) => [one.id, one]));
  return eachKeeps(
    year.rules.filter(({ isWithheld }) => !isWithheld),
    (one) => {
      const last = new Map<string, Seen["taps"][number]>();
      for (const tap of year.taps) if (tap.at <= one.at) last.set(tap.ruleLogId, tap);
      const rest = [...last.values()].find(({ at, said, ruleLogId }) => {
        const message = messages.get(ruleLogId);
        if (message?.ruleId !== one.ruleId) return false;
        if (said === "normal") return message.subject === "" || message.subject === one.subject;
        const days = RESTS[said];
        return days !== undefined && one.at.getTime() < at.getTime() + days * DAY_MS;
      });
      return rest === undefined ? null : `${one.ruleId} though ${rest.said} on ${rest.at.toISOString()}`;
    },
  );
}

function withheldOfWhom(year: Seen) {
  return eachKeeps(
    year.rules.filter(({ isWithheld }) => isWithheld),
    ({ at, ruleId }) => {
      const rule = year.rulesById.get(ruleId);
      const isHarmless = rule?.riskLevel === "low" && rule.level === "nudge" && rule.isAskedFor !== true;
      const { joinsTrials } = asOf(year.settings, at).preferences;
      return isHarmless && joinsTrials ? null : `${ruleId} was left out`;
    },
  );
}

/** What was eligible has a chance that is never too small to judge by, and together they are one. */
function chances({ slots }: Seen) {
  const chosen = slots.filter(({ candidates, isAgain }) => !isAgain && candidates.length > 0);
  return eachKeeps(chosen, ({ candidates }) => {
    const open = candidates.flatMap(({ propensity, ruleId }) =>
      propensity === null ? [] : [{ propensity, ruleId }],
    );
    if (open.length === 0) return null;
    const sum = open.reduce((total, { propensity }) => total + propensity, 0);
    const weighed = open.filter(({ propensity }) => propensity > 0);
    const least = 0.1 / Math.max(1, new Set(weighed.map(({ ruleId }) => ruleId)).size);
    if (Math.abs(sum - 1) > 1e-9) return `they sum to ${sum}`;
    return weighed.every(({ propensity }) => propensity >= least - 1e-9) ? null : "one is too small";
  });
}
