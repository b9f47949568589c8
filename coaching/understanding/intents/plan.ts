import type { PlanFrame } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import { ownWords, type Span } from "../sentence.ts";

const WHEN =
  "if|when|whenever|every time|each time|any ?time|as soon as|once|on (?:days?|nights?|" +
  "evenings?|mornings?|weekends|paydays?|fridays?|mondays?|sundays?|saturdays?)(?: when| that|" +
  " where| after| i| with)?|after (?:a|any|two|three|bad|short|i)|in case|should i|" +
  "the next time|next time";
/** An order to the coach or a promise to oneself. */
const ACTION = pattern(
  "u",
  "^(?:(?:then|please|just|so|you|can you|could you|would you|i want you to|you should|",
  "i would like you to|,|make sure (?:you|to|i)|always|maybe|automatically) )*(?:remind|ask|",
  "tell|nudge|warn|stop|ping|park|send|suggest|alert|message|notify|do not (?:let|send|ask|",
  "nudge|message)|don't let|let me|block|put|help|hold|make me|show|give|prompt|talk me|delay|",
  "wait|text|check in|flag|offer|encourage|push me|hide|mute|pause|skip|keep|say|poke|question|",
  "challenge|move|save|transfer|i (?:will|shall|am going to|want to|should|need to|must|",
  "am not going to|can not|would|go|have to|only|take|do not|put)|no (?:shopping|spending|",
  String.raw`takeout|online|amazon|buying)|only|never|we)\b`,
);
const FIRST = new RegExp(
  "^(?:(?:plan|new plan|rule|new rule|add a plan|set a plan|make a plan|ok|hey|coach|please|so|" +
    "my plan|here is my plan|add a rule|let us say|set up|can you|new|add|if then plan|" +
    String.raw`create a rule)(?: [:,-])* )*(?:${WHEN}) `,
  "u",
);
const LAST = new RegExp(String.raw` (?:${WHEN}) `, "gu");
const JOINED = pattern(
  "u",
  " and (?:also )?(?:if |when )?(?=(?:i|it|it is|my|the|after|before|is|have|had|there|we|am|",
  String.raw`on|spent|slept|feel|feeling|mood|energy|sleep|it's|score|stress)(?![\p{L}]))| , (?=and )|`,
  "(?: ,)? as well as ",
);
const QUESTION = pattern(
  "u",
  "^(?:do|does|did|how|what|why|is|am|are|will|would i|when (?:did|do|was|is|will|does|are|am|",
  String.raw`have|were)|where|if i (?:spend|buy) .{0,40}(?:will|can|how))\b`,
);

/** An if-then plan: "if I slept under 6 h and it's after 21:00, ask me to park it". */
export function readPlan({ flat, sentence }: Message): PlanFrame | null {
  const split = splitFirst(flat) ?? splitLast(flat);
  if (split === null || QUESTION.test(flat)) return null;
  const { condition, action, confidence } = split;
  const conditions = conditionsOf(flat, condition)
    .map((span) => ownWords(sentence, span))
    .filter((words) => words !== "");
  const words = ownWords(sentence, action);
  if (conditions.length === 0 || words === "") return null;
  return { intent: "plan", slots: given({ condition: conditions, action: words }), confidence, tier: null };
}

type Split = { readonly condition: Span; readonly action: Span; readonly confidence: number };

/** "If …, then …": at "then", at a comma, or where an order begins. */
function splitFirst(flat: string): Split | null {
  const head = FIRST.exec(flat);
  if (!head) return null;
  // "on days when", "after a bad night" belong to the condition; "if" and "when" do not.
  const opening =
    /(?:if|when|whenever|every time|each time|any ?time|as soon as|once|in case|next time|should i) $/u.exec(
      head[0],
    );
  const start = opening ? head[0].length : head[0].search(/(?:on|after|the next)(?: [\p{L}]+)* $/u);
  const rest = flat.slice(head[0].length);
  for (const cut of [
    /(?: ,)? then /gu,
    / , /gu,
    / - | : | > | = > | → /gu,
    pattern(
      "gu",
      " (?=(?:please |then )?(?:remind|ask|tell|nudge|warn|stop|ping|park|send|suggest|alert|",
      "message|notify|do not let|block|prompt|text|flag|help) (?:me|it|that|the|a|",
      String.raw`everything)(?![\p{L}]))`,
    ),
  ]) {
    for (const match of rest.matchAll(cut)) {
      const at = head[0].length + match.index;
      const after = at + match[0].length;
      const isThen = match[0].includes("then");
      if (!isThen && !ACTION.test(flat.slice(after))) continue;
      if (at <= start) continue;
      const lead = /^(?:then|please|so|,) /u.exec(flat.slice(after));
      return {
        condition: { start, end: at },
        action: { start: after + (lead?.[0].length ?? 0), end: flat.length },
        confidence: 0.93,
      };
    }
  }
  return null;
}

/** "Remind me to breathe whenever I'm stressed": the order first. */
function splitLast(flat: string): Split | null {
  const lead =
    /^(?:(?:please|can you|could you|would you|hey|coach|plan|rule|new rule|i want you to)(?: [:,-])* )+/u.exec(
      flat,
    )?.[0].length ?? 0;
  // "Ask me if I need it when …": that first "if" is part of the question.
  const match = [...flat.matchAll(LAST)].find(
    ({ index }) => !/\b(?:ask|tell|check with) me$|\b(?:ask|check|wonder)$/u.test(flat.slice(lead, index)),
  );
  if (
    !match ||
    !ACTION.test(flat.slice(lead)) ||
    /^(?:i|we)\b/u.test(flat.slice(lead)) ||
    match.index <= lead
  )
    return null;
  if (
    /^(?:show|give|tell|say|check in|let me|help) (?:me )?(?:how|what|my|the|if|when)\b/u.test(
      flat.slice(lead),
    ) &&
    /\b(?:if|when) (?:i am|my|it|this)\b.{0,30}$/u.test(flat) &&
    /^(?:tell me|let me know) (?:if|when)/u.test(flat.slice(lead))
  )
    return null;
  const start = /(?:if|when|whenever|time|as soon as|once|in case|should i) $/u.test(match[0])
    ? match.index + match[0].length
    : match.index + 1;
  return {
    condition: { start, end: flat.length },
    action: { start: lead, end: match.index },
    confidence: 0.86,
  };
}

function conditionsOf(flat: string, span: Span): Span[] {
  const spans: Span[] = [];
  let start = span.start;
  while (start < span.end) {
    const match = JOINED.exec(flat.slice(start, span.end));
    const end = match && match.index > 0 ? start + match.index : span.end;
    spans.push({ start, end });
    start = match && match.index > 0 ? end + match[0].length : span.end;
  }
  return spans;
}
