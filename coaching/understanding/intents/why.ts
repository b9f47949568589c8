import type { AskWhyFrame, WhyMeasure } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";

const WHY = pattern(
  "u",
  String.raw`(?:^|\b)(?:why|how come|what (?:made|makes|caused|causes|explains|is behind|was behind|`,
  "happened|dragged|drove|drives|brought|is driving|is causing|went wrong|is going on with|",
  "pulled|pushed|tanked|killed|is dragging|is making|led to|is wrong|was wrong|is up with|",
  "was up with|ruined|sank|lifted|boosted|is the reason|was the reason)|",
  "(?:the )?reasons? (?:for|behind|why|my|i)|explain(?! how (?:this|it|you|to)| what you|",
  String.raw` yourself)|any (?:idea|clue) why|what for)\b`,
);
const MEASURES: readonly (readonly [WhyMeasure, RegExp])[] = [
  ["score", /\bscores?\b|\bbalance\b/u],
  [
    "spending",
    pattern(
      "u",
      String.raw`\b(?:spend|spent|spending|spends|overspen[dt]\p{L}*|money|broke|expenses?|expensive|budget|`,
      String.raw`cost|costs|bills?|paid|bought|buy|buying|purchases?|skint|blow|blew|splurge\p{L}*|takeout|`,
      String.raw`groceries|shopping|outgoings|impulse)\b`,
    ),
  ],
  [
    "sleep",
    /\b(?:sleep|slept|sleeping|asleep|insomnia|night|nights|bedtime|awake|woke up|wake up|waking)\b/u,
  ],
  [
    "energy",
    pattern(
      "u",
      String.raw`\b(?:energy|tired|exhausted|drained|knackered|fatigued?|sleepy|energetic|wiped|worn out|`,
      String.raw`sluggish|shattered|lethargic|battery|tiredness|low energy|burned out)\b`,
    ),
  ],
  [
    "mood",
    pattern(
      "u",
      String.raw`\b(?:mood|moods|sad|happy|down|feel|feeling|felt|unhappy|depressed|anxious|stressed|grumpy|`,
      "cranky|irritable|angry|blue|moody|good mood|bad mood|happier|miserable|upset|lonely|",
      String.raw`irritated|emotional|awful|terrible|great)\b`,
    ),
  ],
];
const ABOUT_MESSAGE = pattern(
  "u",
  "^(?:but |and |ok |so |hm+ )*why(?: (?:this|that|is that|is this|so|not|though|did you|",
  "do you|are you|would you|should i|the|say|me|now|ask|exactly|tho))*(?: (?:say|tell|ask|send|",
  String.raw`think|message|nudge|remind|telling|asking|sending)\b.{0,30})?[ ?!.]*$`,
);

/** The reasons behind a day, a score or a habit; without a named one, the score is what is low or high. */
export function readWhy(message: Message): AskWhyFrame | null {
  const { timeless, flat, periods } = message;
  const match = WHY.exec(timeless);
  if (!match) return null;
  const leads = match.index < 25;
  const isBare = ABOUT_MESSAGE.test(flat) && periods.period === null;
  const found = MEASURES.map(([measure, pattern]) => ({ measure, at: timeless.search(pattern) })).filter(
    ({ at }) => at >= 0,
  );
  const first = found.sort((one, other) => one.at - other.at)[0];
  const named = found.find(({ measure }) => measure === "score") ?? first;
  const measure = isBare ? null : (named?.measure ?? "score");
  const weak =
    /^what (?:is up with|for)/u.test(match[0]) ||
    (/^what happened/u.test(match[0]) && named?.measure === "spending");
  const confidence = isBare ? 0.85 : leads ? (named || periods.period ? (weak ? 0.8 : 0.94) : 0.65) : 0.6;
  return { intent: "ask_why", slots: given({ measure, period: periods.period }), confidence, tier: null };
}
