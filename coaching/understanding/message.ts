import { type Amount, readAmounts } from "./amounts.ts";
import type { UnderstandingContext } from "./frame.ts";
import { cleanText } from "./normalise.ts";
import { pattern } from "./pattern.ts";
import { type Periods, readPeriods } from "./periods.ts";
import { blot, readSentence, type Sentence } from "./sentence.ts";
import { type NamedWeekdays, readWeekdays, withoutWeekdays } from "./weekdays.ts";

/** A message with everything that more than one rule asks of it, read once. */
export type Message = {
  readonly sentence: Sentence;
  /** Lower case, corrected, one space between tokens; see `sentence.ts`. */
  readonly flat: string;
  /** {@link Message.flat} with everything about time blotted out. */
  readonly timeless: string;
  readonly periods: Periods;
  readonly weekdays: NamedWeekdays;
  readonly amounts: readonly Amount[];
  /** Asks or orders something to be shown, rather than tells something. */
  readonly isQuestion: boolean;
  readonly context: UnderstandingContext;
};

/** Openings that make a sentence a question with or without its mark. */
const ASKING = pattern(
  "u",
  "^(?:(?:hey|hi|hello|ok|okay|so|and|but|um|hm+|please|coach|yo|quick question|also|well|oh|",
  "right|btw|just wondering|just curious|now|sorry|dear coach|good morning|good evening|",
  "good afternoon|hiya|thanks)(?: [,.:!-])* )*(?:(?:can|could|would|will) you (?:please |",
  "kindly |just |maybe )*(?:tell|show|give|list|check|explain|compare|calculate|work out|find|",
  "let|help|summari[sz]e|break|look|pull|get|say|add up)|how|what|(?:in |at |on )?which|when|",
  "where|who|whose|why|did|do|does|am|is|are|was|were|will|would|can i|can we|could i|should i|",
  "may i|have i|has|had i|show|tell|give me|list|compare|calculate|find|check(?! in)|",
  "i want (?:to )?(?:know|see)|i (?:would|should) (?:like|love) to (?:know|see|understand)|",
  "i (?:need|wish) to (?:know|see)|let me (?:see|know)|any idea|wondering|i (?:am|",
  "was) (?:just )?(?:wondering|curious)|do you know|curious|is there|are there|summari[sz]e|",
  String.raw`break ?down|explain|remind me (?:how|what|when|where)|pull up|get me|see (?:all|my|the)|`,
  String.raw`(?:all |my )*(?:transactions|purchases|payments|charges|expenses) (?:over|above|under|below|`,
  String.raw`between)(?= ?\p{Sc}? ?\d))(?![\p{L}])`,
);
const AHEAD = pattern(
  "u",
  String.raw`\b(?:will|going to|forecast|predict|prediction|projected|projection|expect|next|upcoming|`,
  String.raw`coming|afford|tomorrow|due|renew|renews|renewal|by the end|on track)\b`,
);

/** Reads a message once for all rules. */
export function readMessage(text: string, context: UnderstandingContext): Message {
  const sentence = readSentence(cleanText(text));
  const { flat } = sentence;
  const weekdays = readWeekdays(sentence);
  const periods = readPeriods(withoutWeekdays(flat, weekdays), {
    today: context.today,
    isFuture: AHEAD.test(flat),
    isDayFirst: !(context.currency === "USD" || context.timezone.startsWith("America/")),
  });
  const timeless = blot(flat, [...periods.spans, ...weekdays.spans]);
  return {
    sentence,
    flat,
    timeless,
    periods,
    weekdays,
    amounts: readAmounts(timeless, context.currency),
    isQuestion: ASKING.test(flat) || /\?(?: |$)|\bhow (?:much|many|often)\b/u.test(flat),
    context,
  };
}

/** Slots without the empty ones: an absent slot is absent, not null. */
export function given<Slots extends object>(
  slots: Slots,
): { [Key in keyof Slots]?: NonNullable<Slots[Key]> } {
  const filled = Object.entries(slots).filter(([, value]) => value !== null && value !== undefined);
  // The entries are the slots' own, so their types are known better than Object.fromEntries tells.
  return Object.fromEntries(filled) as { [Key in keyof Slots]?: NonNullable<Slots[Key]> };
}
