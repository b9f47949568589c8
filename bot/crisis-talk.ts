import type { Frame } from "../coaching/understanding/frame.ts";
import { showHelp } from "./commands.ts";
import { isResting } from "./crisis.ts";
import { askedHere } from "./crisis-asked.ts";
import { giveHelp } from "./give-help.ts";
import { helpAgainParts, helpOnceMoreParts } from "./help-lines.ts";
import { openConversation } from "./open-conversation.ts";
import { type Part, say as part } from "./reply.ts";
import { say, type Turn } from "./turn.ts";

/** Asks for people, with a slash or without; "/help" alone is the list of commands as well. */
const ASKS_HELP =
  /^(?:(?:yes|please|ok|okay|pls)[ ,]+)?\/?(?:help|help me|i need (?:some )?help|somebody help(?: me)?|someone help(?: me)?)(?:[ ,]+(?:me|please|pls|now))*[.!?]*$/i;
const COMMAND = /^\/help(?:@\w+)?$/i;
/** Says that it was meant. */
const SERIOUS =
  /^(?:(?:no|but|and|please)[ ,]+)?(?:i(?:'?m| am) (?:(?:really|being|dead|so|totally) )?serious|i (?:really )?(?:do )?mean (?:it|that|this)|i meant (?:it|that)|i(?:'?m| am) not (?:joking|kidding)|this is serious|it'?s serious|not (?:joking|kidding))[.!]*$/i;

/**
 * Words that ask for people while coaching rests, before any command or button is looked for: answered as a crisis, and the rest begins
 * again. "/help" has whom to call first, and what can be said behind it.
 *
 * @returns false where nothing of the kind is asked
 */
export async function helpInRest(turn: Turn, text: string): Promise<boolean> {
  if (!isResting(turn.chat, turn.context.now)) return false;
  if (COMMAND.test(text)) {
    sayHelpFirst(turn);
    return true;
  }
  const isAsked = ASKS_HELP.test(text);
  if (!isAsked && !SERIOUS.test(text)) return false;
  const asked = askedHere(turn);
  const matter = asked === "act" || asked === "others" ? asked : null;
  await giveHelp(turn, isAsked ? "possible" : "explicit", { isAsked, matter });
  return true;
}

/** Whom to call, then what can be said: a message of its own, so that it is never covered along with the list. */
export function sayHelpFirst(turn: Turn): void {
  const { context } = turn;
  const help = [part("crisis/help-first"), ...helpAgainParts(context.person.timezone)];
  say(turn, [{ parts: help }, ...(showHelp("", context).replies ?? [])]);
}

const WARM: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:(?:ok|okay|no|oh|and)[ ,]+)?(?:(?:many |so many )?thanks|thank you|thx|ty|cheers|tysm)(?:[ ,]+(?:so much|a lot|very much|coach|again|for (?:that|this|asking|listening|being here|the numbers?)|i (?:will|'?ll)))*[.!]*$/i,
    "crisis/thanks",
  ],
  [
    /^(?:ok(?:ay)?[ ,]+)?i(?:'?ve| have)?(?: just| already| did)? (?:call(?:ed)?|rang|phoned|ring|spoke (?:to|with)|spoken (?:to|with)|talk(?:ed|ing) (?:to|with)|texted|told|am with|went to|messaged|reached out to) (?!about\b)(?:(?:my|the|a|an) )?(?:(?:best|crisis|help|old|emergency|suicide|good) )?(?:sister|brother|mum|mom|mother|dad|father|friends?|wife|husband|partner|boyfriend|girlfriend|doctor|gp|therapist|line|helpline|hotline|lifeline|samaritans|neighbou?r|son|daughter|cousin|aunt|uncle|nurse|hospital|number|ambulance|someone|somebody|them|\d{2,6})\b.{0,60}$/i,
    "crisis/called",
  ],
  [
    /^(?:(?:ok(?:ay)?|no|but|thanks|thank you)[ ,]+)?(?:(?:i(?:'?m| am)|i feel|feeling|i(?:'?m| am) feeling|it'?s|it is|i think i(?:'?m| am)) )(?:(?:a bit|a little|much|doing|getting|quite|actually|all) )*(?:ok|okay|fine|better|alright|all right|safe|calmer|good)(?: (?:now|again|today|really|than before))*[.!]*$/i,
    "crisis/better",
  ],
  [
    /^(?:(?:ok(?:ay)?|thanks|thank you)[ ,]+)?(?:bye(?:[ -]bye)?|goodbye|good ?night|see you|see ya|cya|talk (?:later|soon|tomorrow)|gotta go|i have to go)(?:[ ,]+(?:for now|then|coach|now|later|tomorrow))*[.!]*$/i,
    "crisis/goodbye",
  ],
  [
    /^(?:(?:i(?:'?m| am) )?(?:so |really )?sorry|oh|no|ok(?:ay)?)?[ ,.]*(?:(?:i|it|that) (?:was|were) (?:just |only )?(?:a joke|joking|kidding)|i(?:'?m| am) (?:just |only )?(?:joking|kidding)|(?:just |only )?(?:joking|kidding)|a joke)[.!]*$/i,
    "crisis/was-joking",
  ],
];

/** "I called my sister but she didn't pick up": nobody is with them yet. */
const NOT_REACHED =
  /\b(?:but|not|never|no|nobody|nothing|busy|voice ?mail|machine|hung up|ignored|without|wont|cant|cannot|didnt|doesnt|wouldnt|couldnt|wasnt|isnt|hates?|hated|angry|yelled|shouted|laughed|lied|lie)\b|n['’]t\b/i;

/** What is said to words that are nothing in particular, one after the other. */
const HEARD = ["crisis/heard", "crisis/heard-again", "crisis/heard-once-more", "crisis/heard-still"];

/**
 * What people say to somebody rather than to a program while coaching rests: thanked for, taken leave of, believed. Nothing of it shortens
 * the rest. Not while something is open, to which it may be the answer.
 */
export function warmWords(turn: Turn, text: string): boolean {
  if (!isResting(turn.chat, turn.context.now) || openConversation(turn) !== null) return false;
  const [, prompt] = WARM.find(([pattern]) => pattern.test(text)) ?? [];
  if (prompt === undefined || (prompt === "crisis/called" && NOT_REACHED.test(text))) return false;
  say(turn, [{ parts: [part(prompt)] }]);
  return true;
}

/** Whether what a sentence is about is nothing that the coach could do. */
export function isTalk({ intent }: Frame): boolean {
  return intent === "unclear" || intent === "smalltalk";
}

/** What is said to words that are nothing in particular: several wordings take turns, and two sentences for whom to call. */
export function sayHeard(turn: Turn): void {
  const { memory, context } = turn;
  const times = memory.heardTimes;
  const { timezone } = context.person;
  const help: readonly Part[] = times % 2 === 0 ? helpAgainParts(timezone) : helpOnceMoreParts(timezone);
  say(turn, [{ parts: [part(HEARD[times % HEARD.length] ?? "crisis/heard"), ...help] }]);
  turn.memory = { ...memory, heardTimes: times + 1 };
}
