import type { HelpFrame, SmalltalkFrame, UndoFrame } from "../frame.ts";
import type { Message } from "../message.ts";
import { pattern } from "../pattern.ts";

const UNDO = pattern(
  "u",
  "^(?:(?:oops|whoops|no|wait|ah|oh|sorry|please|can you|could you|hey|coach|ok|damn|crap|shit|",
  "hm+|nope|actually|my bad|ugh|argh|oh no|ooops|woops|never mind) ?[,.!:-]* ?){0,6}(?:undo|",
  "revert|roll ?back|un ?do|scratch (?:that|the last|it)|take (?:that|it|the last one) back|",
  "(?:delete|remove|cancel|erase|discard|drop|forget|ignore|reverse|strike|disregard|",
  "get rid of|clear) (?:that|it|this|the last|my last|last|the previous|that last|the latest|",
  String.raw`what i just|the thing i|my previous|the check in|that entry|the entry|my check in)\b|`,
  "never mind (?:that|delete|remove|undo|forget|scratch)|go back|back one step|step back|",
  "(?:that|it) was (?:a mistake|wrong|an accident|an error|by mistake|not right|a typo|",
  "a mis ?click)|(?:wrong|mistake|misclick|mistyped|typo)(?: (?:button|one|number|amount|entry|",
  "that|sorry))?|i did not mean (?:that|to|it)|did not mean (?:that|to|it)|didn't mean|",
  "i (?:made a mistake|pressed the wrong|tapped the wrong|hit the wrong|clicked the wrong|",
  String.raw`typed the wrong|entered (?:it|that) wrong|messed up)|ctrl ?\+? ?z|command z|`,
  String.raw`cmd z)(?![\p{L}])`,
);
const UNDO_AT_END = pattern(
  "u",
  "[,.!;-] (?:please |just )?(?:undo|scratch that|delete that|take that back|",
  "cancel that)(?: (?:that|it|this|please))*[ .!]*$",
);
const HELP = pattern(
  "u",
  "^(?:(?:please|kindly|hey|hi|hello|ok|okay|so|coach|um|i need|need|can i get|some|i|",
  "could you|can you|would you) ?[,.!:-]* ?){0,6}(?:help(?! (?:me (?:save|stop|sleep|spend|",
  "park|understand my|with my (?:mood|spending|sleep))|my))|commands?(?: list)?|menu|options|",
  "instructions|manual|what (?:can|could|do|else can) (?:you|i|this(?: bot| thing|",
  String.raw` app)?) (?:do|ask|say|type|type here|help|help with|tell you|know|offer|write)\b|`,
  "what are (?:you able to|the (?:commands|options|features)|your (?:commands|features|options|",
  "functions|capabilities))|how (?:does|do) (?:(?:this|it|that|you|everything)(?: (?:bot|app|",
  "thing|chat|coach|all))? (?:work|function|help|operate)|i (?:use|start|work|begin|",
  "get started|connect|import|export|add|log|check in|change|set|delete|do a|link|upload|turn|",
  String.raw`park|fix|correct|undo|make|enter|record|talk|ask|cancel|edit))\b|how (?:to|can i) (?:use|`,
  "start|work|connect|import|export|add|log|check in|change|set|delete|link|upload|park|fix|",
  String.raw`correct|enter|record|edit|make)\b|what (?:is|does) (?:this|this bot|this app|that) (?:bot |`,
  "app |thing )?(?:do|for|about|mean)?$|show (?:me )?(?:the )?(?:commands|help|menu|options)|",
  "list (?:of )?(?:the )?commands|i (?:am|feel|got) (?:lost|stuck|confused)(?: (?:here|by this|",
  "how|with this|what))?$|i do not (?:get|understand|know) (?:how|what (?:to|you|i can)|this|",
  "it)|what now|where do i (?:start|begin)|getting started|tutorial|guide me|",
  "what should i (?:say|type|write)|explain (?:how (?:this|it|you)|what you|yourself)|faq|",
  String.raw`support)(?![\p{L}])`,
);
const SMALLTALK = pattern(
  "u",
  "^(?:(?:well|so|ok|okay|oh|aw|ah|and|hey|hi|haha) ?[,.!]* ?){0,3}(?:hi+|hello+|hey+|hiya|yo|",
  "howdy|sup|heya|hallo|hola|greetings|morning|good (?:morning|evening|afternoon|night|day)|",
  "evening|night ?night|gn|gm|thanks?|thank you|thanks (?:a lot|so much|a bunch|for)|",
  "many thanks|much appreciated|appreciate (?:it|that|you)|cool|nice(?: one)?|awesome|sweet|",
  "great(?:,? (?:thanks|job|work|stuff))|lol|lmao|haha+|hehe+|rofl|ok|okay|k|kk|okey|okie|",
  "alright then|sure|yep|yes|yeah|yup|no|nope|nah|maybe|got it|i see|understood|makes sense|",
  "fair enough|no worries|no problem|no prob|np|you are (?:welcome|great|awesome|funny|nice|",
  String.raw`cool|the best|sweet|amazing|helpful|useless|annoying|cute|smart|a robot|a bot|so \p{L}+|`,
  String.raw`very \p{L}+)|you rock|love (?:you|this|it)|i (?:like|love) (?:you|this|it|that)|bye+|`,
  "goodbye|see (?:you|ya)|later|ttyl|talk (?:later|soon)|cya|have a (?:good|nice|great|lovely)|",
  "how are (?:you|things with you)|how is it going|how do you do|how you doing|",
  "how are you doing|what is up|whats up|wassup|who (?:are|made|built|created) you|",
  "what are you(?! able)|are you (?:a |an )?(?:real|human|bot|robot|ai|machine|person|there|ok|",
  "alive|awake|chatgpt|happy|single|sure)|what is your name|where are you from|",
  "tell me (?:a joke|something funny|about yourself|a story)|joke|sing|do you (?:like|love|",
  "sleep|eat|have feelings|dream|feel|speak|know me|believe|ever|have (?:a )?(?:name|friends|",
  "hobbies))|you there|anyone there|anybody there|is anyone there|welcome back|",
  "long time no see|test(?:ing)?|ping|wow|omg|good (?:bot|job|point|one|stuff|to know|idea)|",
  "well done|happy (?:birthday|new year|christmas|friday|monday|holidays)|merry christmas|",
  "congrats|congratulations|sorry|my bad|whatever|never mind|just saying hi|nice to meet you|",
  "pleased to meet you|brb|back|i am back|it is me|your welcome|fine (?:thanks|thank you)|same|",
  "true|exactly|right|interesting|really|wyd|wbu|hbu|sup|hm+|hmm+|aha|oh|ah|ooh|👋|👍|🙏|",
  String.raw`❤)(?![\p{L}])`,
);

/** Taking back what was just said or saved. */
export function readUndo({ flat }: Message): UndoFrame | null {
  const match = UNDO.exec(flat);
  if (!match)
    return UNDO_AT_END.test(flat) ? { intent: "undo", slots: {}, confidence: 0.88, tier: null } : null;
  const left = wordsAfter(flat, match[0].length);
  // "Wrong category, should be pets" goes on to say what is right.
  const most = /(?:wrong|mistake|typo)(?: \p{L}+)?$/u.test(match[0]) ? 1 : 5;
  return { intent: "undo", slots: {}, confidence: left <= most ? 0.93 : 0.6, tier: null };
}

export function readHelp({ flat }: Message): HelpFrame | null {
  const match = HELP.exec(flat);
  if (!match) return null;
  const left = wordsAfter(flat, match[0].length);
  const isLoose = /help|lost|stuck|confused/u.test(match[0]) && left > 5;
  return { intent: "help", slots: {}, confidence: isLoose ? 0.55 : 0.92, tier: null };
}

/** Greetings, thanks, small answers; whatever else stands in the message is what it is about. */
export function readSmalltalk({ flat }: Message): SmalltalkFrame | null {
  const match = SMALLTALK.exec(flat);
  if (!match) return null;
  const left = wordsAfter(flat, match[0].length);
  return {
    intent: "smalltalk",
    slots: {},
    confidence: left === 0 ? 0.85 : left <= 6 ? 0.6 : 0.35,
    tier: null,
  };
}

const SMALL_WORD = pattern(
  "u",
  "^(?:coach|please|thanks|you|there|so|much|again|for|a|the|it|today|lot|that|this|buddy|mate|",
  "man|all|very|me|now)$",
);

function wordsAfter(flat: string, at: number): number {
  return flat
    .slice(at)
    .split(" ")
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !SMALL_WORD.test(word)).length;
}
