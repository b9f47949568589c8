import { addDays } from "../../model/local-date.ts";
import type { AskSleepOrBodyFrame, BodyMeasure, Period } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";

const MEASURES: readonly (readonly [BodyMeasure, RegExp])[] = [
  [
    "sleep debt",
    pattern(
      "u",
      String.raw`\bsleep (?:debt|deficit|deprived|deprivation)\b|\b(?:behind on|short on|catch up on|owe|`,
      String.raw`owed|debt of|missing|lack of) (?:my |some )?sleep\b|\bsleep .{0,12}(?:behind|owe|short)\b`,
    ),
  ],
  [
    "deep sleep",
    pattern(
      "u",
      String.raw`\bdeep(?:ly)? (?:sleep|sleeping|did i sleep|phase|sleep phase)\b|`,
      String.raw`\bsleep(?:ing)? deep(?:ly)?\b|\bdeep\b.{0,12}\bsleep\b|\bslow wave\b`,
    ),
  ],
  [
    "bedtime",
    pattern(
      "u",
      String.raw`\bbed ?times?\b|\b(?:go|going|went|get|getting|got|gone|head(?:ed)?|in|hit) (?:to |`,
      String.raw`into )?(?:bed|sleep|the hay|the sack)\b|\b(?:fall|fell|falling) asleep\b|\bturn(?:ed)? in\b|`,
      String.raw`\blights out\b|\b(?:what time|when) .{0,24}\b(?:sleep|asleep|slept|bed)\b|`,
      String.raw`\bhow late\b.{0,20}\b(?:bed|sleep|up)\b`,
    ),
  ],
  ["hrv", /\bhrv\b|\bheart rate variab\p{L}*/u],
  [
    "resting heart rate",
    pattern(
      "u",
      String.raw`\b(?:resting|rest) (?:heart ?rate|hr|pulse|heartrate|heart beat|heartbeat|bpm|heart)\b|`,
      String.raw`\bheart rate (?:at|while|when) (?:rest|resting|asleep|sleeping)\b`,
    ),
  ],
  ["heart rate", /\bheart ?(?:rate|beat)s?\b|\bmy heart\b|\bpulse\b|\bhr\b|\bbpm\b/u],
  [
    "steps",
    pattern(
      "u",
      String.raw`\bsteps?\b(?! (?:do i|to take|should|by step|in))|\bstep ?count\b|\bhow (?:much|far) (?:did|`,
      String.raw`have|do) i (?:walk|walked)\b|\bpedometer\b|\b(?:walked|walking|walk) (?:enough|more|less|`,
      String.raw`a lot|much|far)\b`,
    ),
  ],
  [
    "workouts",
    pattern(
      "u",
      String.raw`\bwork ?outs?\b|\b(?:work|worked|working) out\b|\bexercis(?:e|es|ed|ing)\b|\btrain(?:ed|`,
      String.raw`ing)(?: sessions?)?\b|\bi train\b|\bgym (?:sessions?|visits?|days?)\b|\b(?:runs|rides|`,
      String.raw`swims)\b|\b(?:go|went|been|going|gone|hit) (?:to the |to )?(?:gym|running|run|jogging|`,
      String.raw`swimming)\b|\bactive minutes\b`,
    ),
  ],
  [
    "sleep",
    pattern(
      "u",
      String.raw`\bsle(?:ep|pt|eping|eps)\b|\basleep\b|\b(?:night's|nights) rest\b|`,
      String.raw`\bnights?\b(?= (?:of sleep|was|been|rest))|\bhow was (?:my|the) night\b|\bnap(?:s|ped)?\b|`,
      String.raw`\brested\b|\b(?:rem|light) sleep\b|\bsleep score\b|\bhow (?:long|many hours) .{0,16}\bbed\b|`,
      String.raw`\bwake ups?\b`,
    ),
  ],
];
const OWN =
  /\b(?:i|my|mine|me|last night|tonight|today|yesterday|this|last|past|average|avg|how|show|week|month)\b/u;
const STATED = pattern(
  "u",
  String.raw`\b(?:i slept|slept (?:badly|well|terribl|awful|poorly|like|for|only|ok|great|good|bad|in|`,
  String.raw`through|\d)|woke up|could not sleep|did not sleep|can not sleep|no sleep|bad sleep|`,
  "good sleep|little sleep|(?:did|went|had|finished|got back|back|came|just|",
  String.raw`after) .{0,10}(?:gym|workout|run|training))\b`,
);

/** What the wearable knows: sleep, heart and movement. */
export function readBody(message: Message): AskSleepOrBodyFrame | null {
  const { timeless, flat, periods, isQuestion, context } = message;
  const measure = MEASURES.find(([, pattern]) => pattern.test(timeless) || pattern.test(flat))?.[0];
  if (measure === undefined) return null;
  const isOfNight = measure !== "steps" && measure !== "workouts" && measure !== "heart rate";
  const period = periods.isNight && isOfNight ? nightOf(periods.period, context.today) : periods.period;
  const slots = given({ measure, period, compare_to: periods.compareTo });
  const words = timeless.split(" ").filter((word) => /[\p{L}]/u.test(word)).length;
  let confidence = isQuestion ? (OWN.test(flat) ? 0.93 : 0.8) : words <= 5 ? 0.85 : 0.5;
  if (!isQuestion && STATED.test(flat)) confidence = 0.3;
  if (measure === "sleep" && /^(?:sleep|asleep|slept)$/u.test(flat)) confidence = 0.75;
  return { intent: "ask_sleep_or_body", slots, confidence, tier: null };
}

/** A night belongs to the day on which it ends: "last night" is today's. */
function nightOf(period: Period | null, today: string): Period | null {
  if (period === null || period.from !== period.to || period.to >= today) return period;
  return { from: addDays(period.from, 1), to: addDays(period.to, 1) };
}
