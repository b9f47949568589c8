import { minuteOfClockTime, readClockTime } from "../model/clock-time.ts";
import { minorFromDecimal } from "../model/money.ts";
import { readAmounts } from "../understanding/amounts.ts";
import type { PlanTest } from "./condition.ts";

/** What a plan's conditions mean, or the one that is not understood, in the person's words. */
export type ReadCondition =
  | { readonly kind: "read"; readonly tests: readonly PlanTest[] }
  | { readonly kind: "unread"; readonly phrase: string };

/** "Low" on the scales of the check-in: faces 1 and 2, and energy up to its second step of five. */
const LOW_FACE = 3;
const LOW_ENERGY = 30;
const EVENING = 18 * 60;
const NIGHT = 21 * 60;
const NOON = 12 * 60;

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const UNDER = String.raw`(?:is |was |are |of |at |to |goes |drops |falls )*(?:under|below|less than|fewer than|shorter than|lower than|<)`;
const OVER = String.raw`(?:is |was |at |goes |rises |climbs )*(?:over|above|more than|higher than|past|>)`;
const TIME = String.raw`(?:\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m\.|p\.m\.)?|noon|midday|midnight)(?![\d:.%/]|\w)`;
const DURATION = String.raw`(\d{1,2}(?:[.,]\d)?) ?(?:hours?|hrs?|h)\b(?: ?(?:and )?(\d{1,2}) ?(?:minutes?|mins?|m)?\b)?`;
/** Words that say nothing by themselves. */
const FILLER =
  /\b(?:it's|its|it|i'm|im|i've|ive|i|we|am|is|was|are|be|been|the|a|an|my|on|at|in|of|if|when|and|then|also|that|last night|today|this|day|days|comes|gets|feel|feeling|have|had|got|get|so|already|by|during)\b|[.,;:!'"-]/g;

/** Reads one part out of a phrase; null where it has no sense. */
type Reader = readonly [RegExp, (match: RegExpExecArray, currency: string) => PlanTest | null];

const READERS: readonly Reader[] = [
  [
    new RegExp(
      String.raw`\b(?:(?:i )?(?:have )?(?:slept|sleep|had|got|get)|(?:my |the )?(?:night|sleep))\b(?: for| last night)? ?${UNDER} ${DURATION}(?: of)?(?: sleep)?(?: last night)?`,
    ),
    ([, hours = "", minutes = "0"]) => sleepUnder(Number(hours.replace(",", ".")) * 60 + Number(minutes)),
  ],
  [
    /\b(?:(?:after )?(?:a )?(?:bad|short|poor|terrible|rough|awful) (?:night|sleep)(?:'s sleep)?|slept (?:badly|poorly|too little|little))\b/,
    () => ({ kind: "short-night" }),
  ],
  [
    new RegExp(String.raw`\bmood ${UNDER} (\d)(?: ?\/ ?7| of 7| out of 7)?(?![\d/])`),
    ([, face = ""]) =>
      Number(face) >= 2 && Number(face) <= 7 ? { kind: "mood", underFace: Number(face) } : null,
  ],
  [
    /\b(?:mood(?: is|'s| was)? (?:low|bad|down)|low mood|(?:feel|feeling|i'm|im|i am) (?:low|down))\b/,
    () => ({ kind: "mood", underFace: LOW_FACE }),
  ],
  [
    new RegExp(String.raw`\benergy ${UNDER} (\d{1,3})(?: ?%| ?\/ ?100| of 100)?(?![\d/])`),
    ([, under = ""]) => (isPercent(under) ? { kind: "energy", under: Number(under) } : null),
  ],
  [
    /\b(?:energy(?: is|'s| was)? low|low energy|(?:feel|feeling|i'm|im|i am) (?:tired|exhausted|worn out))\b/,
    () => ({ kind: "energy", under: LOW_ENERGY }),
  ],
  [
    new RegExp(String.raw`\bstress(?: level)? ${OVER} (\d{1,3})(?: ?%| ?\/ ?100| of 100)?(?![\d/])`),
    ([, over = ""]) => (isPercent(over) ? { kind: "stress", over: Number(over) } : null),
  ],
  [
    new RegExp(
      String.raw`\b(?:have |'ve )?(?:spent|spend|spending)(?: is)? ${OVER} (.{1,30}?) (today|in a day|a day|this week|in a week|a week)\b`,
    ),
    ([, said = "", during = ""], currency) => spentOver(said, /week/.test(during) ? "week" : "day", currency),
  ],
  [/\b(?:pay ?days?|i get paid|i got paid)\b/, () => ({ kind: "payday" })],
  [
    new RegExp(String.raw`\b(?:between|from) (${TIME}) ?(?:and|to|until|till|-|–) ?(${TIME})`),
    ([, from = "", until = ""]) => {
      // "Between 8 and 10 pm": both are of the evening.
      const half = /[ap]\.?m\.?$/.exec(until)?.[0] ?? "";
      return timeBetween(minuteOf(from) ?? minuteOf(`${from} ${half}`), minuteOf(until));
    },
  ],
  [
    new RegExp(String.raw`\b(?:after|past|later than) (${TIME})`),
    ([, from = ""]) => (minuteOf(from) ? { kind: "time", from: minuteOf(from), until: null } : null),
  ],
  [
    new RegExp(String.raw`\b(?:before|earlier than) (${TIME})`),
    ([, until = ""]) => (minuteOf(until) ? { kind: "time", from: null, until: minuteOf(until) } : null),
  ],
  [/\bweekends?\b/, () => ({ kind: "weekday", days: [5, 6] })],
  [/\bweekdays?\b|\bworkdays?\b/, () => ({ kind: "weekday", days: [0, 1, 2, 3, 4] })],
  [
    new RegExp(
      String.raw`\b((?:${WEEKDAYS.join("|")})s?(?:(?: and | or |, | )(?:a )?(?:${WEEKDAYS.join("|")})s?)*)\b`,
    ),
    ([, said = ""]) => ({
      kind: "weekday",
      days: WEEKDAYS.flatMap((name, day) => (said.includes(name) ? [day] : [])),
    }),
  ],
  [/\bevenings?\b/, () => ({ kind: "time", from: EVENING, until: null })],
  [/\b(?<!last )nights?\b|\btonight\b/, () => ({ kind: "time", from: NIGHT, until: null })],
  [/\bafternoons?\b/, () => ({ kind: "time", from: NOON, until: EVENING })],
  [/\bmornings?\b/, () => ({ kind: "time", from: null, until: NOON })],
];

/**
 * What the conditions of a plan mean, as typed tests that all have to hold. A phrase of which any word is left over is not
 * understood: nothing is guessed.
 *
 * @param currency ISO 4217 of amounts that name none
 */
export function readCondition(phrases: readonly string[], currency: string): ReadCondition {
  const tests: PlanTest[] = [];
  for (const phrase of phrases) {
    const found = readPhrase(phrase, currency);
    if (found === null || found.length === 0) return { kind: "unread", phrase };
    tests.push(...found);
  }
  return { kind: "read", tests };
}

function readPhrase(phrase: string, currency: string): readonly PlanTest[] | null {
  let rest = ` ${phrase.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ")} `;
  rest = rest.replace(
    new RegExp(String.raw`\b(${NUMBERS.join("|")})(?= (?:hours?|h|hrs?|minutes?)\b)`, "g"),
    (word) => String(NUMBERS.indexOf(word)),
  );
  const tests: PlanTest[] = [];
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const test = read(match, currency);
    if (test === null) return null;
    tests.push(test);
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  return /[\p{L}\p{N}]/u.test(rest.replace(FILLER, " ")) ? null : tests;
}

function sleepUnder(minutes: number): PlanTest | null {
  return minutes >= 60 && minutes <= 14 * 60 ? { kind: "sleep", underMinutes: Math.round(minutes) } : null;
}

const isPercent = (said: string) => Number(said) >= 1 && Number(said) <= 100;

function spentOver(said: string, during: "day" | "week", currency: string): PlanTest | null {
  const [amount, ...others] = readAmounts(said, currency);
  if (amount === undefined || others.length > 0 || amount.value <= 0) return null;
  // All of it is the amount: "50 on takeout" is another condition.
  if (/[\p{L}\p{N}]/u.test(said.slice(0, amount.start) + said.slice(amount.end))) return null;
  const code = amount.currency ?? currency;
  return { kind: "spent", overMinor: minorFromDecimal(amount.value, code), currency: code, during };
}

/** Minutes since midnight; null for an hour that may be of the morning or the evening. */
function minuteOf(said: string): number | null {
  const isPlain = /[:.]\d|[ap]\.?m|noon|midday|midnight/.test(said) || Number(said) > 12;
  const time = isPlain ? readClockTime(said.replace(/\s+/g, " ")) : null;
  return time === null ? null : minuteOfClockTime(time);
}

function timeBetween(from: number | null, until: number | null): PlanTest | null {
  return from === null || until === null || from === until ? null : { kind: "time", from, until };
}

const ORDER =
  /^(?:please |just |you (?:should |can )?|can you |could you |i want you to )*(?:(?:ask|remind|tell|nudge|warn|prompt|get|push|help|make) me(?: to| that i should| about| of)? |suggest (?:that i |to )?)/i;

/** What a plan offers without the order to the coach before it: "ask me to park it" → "park it". */
export function offerOf(action: string): string {
  const offer = action
    .trim()
    .replace(ORDER, "")
    .replace(/[.!]+$/, "")
    .trim();
  return offer === "" ? action.trim() : offer;
}
