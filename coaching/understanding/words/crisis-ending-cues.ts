import { END, EVERYDAY, LIFE, WEARY } from "./crisis-cue-words.ts";
import type { CueRow } from "./crisis-cues.ts";

/** No tomorrow, wanting everything to stop, and the end told by its circumstances. */
export const ENDING_CUES: readonly CueRow[] = [
  // no tomorrow
  {
    all: [
      "nothing|black|blank|empty|dark|darkness|a void|a wall",
      "ahead of me|the future|my future|in front of me|when i look ahead|past (?:this|next) (?:week|month)",
    ],
    not: "weekend|plans|calendar|budget|bright|friday|appetite",
  },
  {
    all: [
      "wont be (?:a |any |here|there|around|alive)|i wont be there|there wont be|not be there|dont plan on seeing|not plan\\w* on (?:seeing|being)|cant picture being|dont want one|never see|wont see|be gone by|ill be gone|no such thing as|wont see|there wont be a next",
      "next year|tomorrow|christmas|january|february|march|april|spring|summer|birthday|year from now|for me|dentist|graduation|wedding|booking|retirement|grow up|future",
    ],
    not: "away|holiday|vacation|trip|travel\\w*|reminder|skip|pause|flight|party|snow|budget for|out of office|for a week",
  },
  {
    all: [
      "(?:my|the) (?:story|road|journey|line|chapter|life) (?:ends?|stops|is over|finishes|is finished|closes)|end of the (?:road|line) for me|this is where it ends|this is the end for me",
    ],
    not: `${EVERYDAY}|friday`,
  },
  {
    all: [
      "no tomorrows?|no more tomorrows|not going to be alive|wont be alive|not be alive|cant be here anymore|know i wont be here|i wont be here$|version of (?:\\w+ )?me|not in this world|if i wasnt alive|if i werent alive|when im not alive|be alive for",
    ],
    not: "coffee|office|meeting",
  },
  {
    all: [
      "(?:none of (?:this|it|that)|nothing|it all|all of this|money|budgets?|rent|bills|score|goals|savings|debt|it) (?:\\w+ )?(?:will|wont|doesnt|dont|does|would|wouldnt)(?: not| soon| all| even| really)* matter(?:s)?",
      "soon|anymore|where im|when im|after|much longer|tomorrow|to me|if im",
    ],
    not: "lol|haha|sale|black friday",
  },
  {
    all: [
      "voices?|a voice",
      "tell(?:s|ing)? me|says? to|saying to|command\\w*|wants? me|in my head",
      "to|die|hurt|worthless|jump|kill|do it|end|should|stop|louder",
    ],
    not: "podcast|song|radio|alexa|siri|google|gps",
  },
  // stopping
  {
    all: [
      "nothingness|oblivion|the void|eternal sleep|be nothing",
      "crave|want|wish|long|need|love|comfort\\w*|peace|like|calls|calling|welcome",
    ],
    not: "game|skyrim|film|movie|xbox|ps5|book",
  },
  {
    all: [
      "wake up|waking up|woke up|another morning",
      "still here|damn|again why|not again|disappointed$|why am i|(?<!\\b(?:she|he|they|mum|mom|dad)(?: is| was| were|s)? )still alive|didnt work|shame",
    ],
    not: "office|early|late|hangover|hungover|airport|work",
  },
  {
    all: [
      "(?:dont|do not|no longer|never) (?:want|need|wish)(?: to)? (?:see |have |live )?(?:another|any more|one more) (?:day|days|morning|sunrise|birthday|year|christmas|night)s?",
    ],
    not: "work|office|meeting|of (?:meetings|rain|snow|this job|this diet)|like today at",
  },
  {
    all: [
      "(?:quietly|just|want to|wish i could|let me|could) (?:\\w+ )?(?:slip away|drift away|fade out|fade away|leave quietly|fall and not|let go)|ready to (?:be done|let go|give up on|go now|leave it all|join|stop (?:living|existing))|be (?:reunited|together again) with (?:my|him|her)|(?:go|be) (?:and )?be with (?:him|her|my (?:late|dead))",
    ],
    not: `${EVERYDAY}|sofa|couch|toxic|the past|clutter`,
  },
  {
    all: [
      "bed|sleep",
      "thats it|and thats that|never again|and thats all",
      "love|want|wish|just|like|forever|done",
    ],
    not: `${EVERYDAY}|early|read`,
  },
  {
    all: [
      "wonder(?:ing)?|curious|whats it like|what its like|what would happen|what happens",
      "to die|be dead|after (?:death|we die|you die|i die)|not be here|didnt wake|just stopped|afterlife|dying|if i just (?:drove|let go|walked|jumped|stopped|left)|heaven|hell",
    ],
    not: `${EVERYDAY}|paying|messaging|tracking|logging`,
  },
  {
    all: [
      "too (?:tired|weak|broken|exhausted) to (?:\\w+ )?(?:keep (?:going|fighting|trying|living)|go on|fight|live|carry on|exist|try anymore|survive|be alive|continue)|cant keep (?:fighting|living|pretending|existing|breathing|my head above)",
    ],
    not: "diet|budget|gym|spending|my head above water at work",
  },
  {
    all: [
      `(?:${END}) (?:\\w+ ){0,2}(?:${LIFE})|(?:${LIFE}) (?:\\w+ )?(?:permanently|forever|for good)`,
      `(?:${WEARY})|wish|want|need|want to|so done|am done|im done|permanently|a way out`,
    ],
    not: "contract|subscription|gym|work|job|lease|city|flat|roommate|apartment|diet|budget|lol|battery|warranty|insurance|long|show|without (?:coffee|netflix|wifi)|stop living paycheck|living room|real life|social life",
  },
  {
    all: [
      `(?:dont have it in me|no strength|cant bring myself|too tired|exhausted|worn out|sick and tired|lost the taste|no more(?: the)? taste|no taste|lost (?:all )?(?:interest|joy|appetite)|no joy|no desire|no wish) (?:\\w+ ){0,3}(?:${LIFE})`,
    ],
    not: "costs|room|expenses|long|at home|with (?:my )?(?:parents|roommate)",
  },
  {
    all: [
      "stop feeling|stop hurting|feel nothing(?! but)|be nothing|be unconscious|unconscious|cease|let it all end|put me down|end me|be put down|fade out|vanish|be switched off",
      "forever|for good|permanently|i want|i just want|want to|wish|please|like a dog|let me|hope|once and for all",
    ],
    not: "lol|landlord|toothache|knee|tooth|leg day|phone|pain in|guilty|bad about|hungry|email list",
  },
  {
    all: [
      "fall asleep|asleep|lie down|close my eyes|sleep",
      "that be it|be the end|that would be it|end there|let it (?:all )?end|be done with|not come back|never again|be over|stay asleep|stay there forever|be it",
    ],
    not: "work|movie|film|show|baby|exam|shift|day be over|early",
  },
  {
    all: [
      "hoping|hope|welcome|wish|wouldnt mind|praying|pray|wanting|want",
      "heart attack|cancer|tumou?r|stroke|brain bleed|aneurysm|crash|accident|surgery goes wrong|something fatal|terminal|not survive|dont make it|the plane goes down|goes wrong",
    ],
    not: "dont get|not get|lol|doesnt|recovers?|donat\\w*|research|she|he|beat|remission|my (?:mum|mom|dad|friend|aunt|nan)",
  },
  {
    all: [
      "when|will|let|please|beg",
      "this be over|it be over|it end|this end|be over",
      "life|cant anymore|cant take|no more|hurts|please|so tired",
    ],
    not: "month|week|winter|diet|exam|semester|shift|meeting|call|season|sale|movie",
  },
  // the end told by its circumstances
  {
    all: [
      "reminders?|next (?:week|month|year)s?|bills?|rent|money|budgets?|plans?|set a place|the future",
      "i wont (?:be )?need\\w*|none of it matters|nothing matters now|it wont matter|doesnt matter now|not needed anymore|set a place for me",
    ],
    not: "holiday|vacation|trip|travel\\w*|phone|anymore thanks|got paid",
  },
  {
    all: [
      "my heart (?:just )?(?:stopped|stops|gave out|gives out)|the plane (?:crashed|crashes|went down|goes down)|i (?:just )?(?:stopped|stop) breathing|never came round|a brick fell on me",
      "relief|ok with|fine with|wouldnt mind|hope|wish|nice|easier|glad",
    ],
    not: "watch|lol",
  },
  {
    all: [
      "(?:no|not a|isnt a|isnt any|dont think theres a|never be a|theres no) (?:me|version of (?:this|me|my life)|world where i|place for me|ending where i)",
      "ok|okay|fine|years|future|happy|next|survive|stay|alive|anymore|well",
    ],
  },
  {
    all: ["(?:dont|do not|no longer|cant|never) (?:want to |wanna )?do (?:life|living|this life|existence)"],
    not: "life admin|life insurance",
  },
  {
    all: [
      "(?:go|going|fall|went) to (?:sleep|bed)|fall asleep|asleep",
      "stay there|stay asleep|stay under|not come out|not come back|that be the end|and never (?:wake|get up|come back|open)",
    ],
    not: "work|all day|baby|weekend",
  },
  {
    all: [
      "(?:read\\w*|research\\w*|look\\w*|watch\\w*|googl\\w*|search\\w*|forums?) (?:\\w+ ){0,3}how (?:people|others|they|someone) (?:do|did|end|go|kill)|(?:courage|guts|nerve|strength) to (?:do it|go through with it|end|jump|finish)$|most (?:painless|peaceful|gentle) way(?: to (?:go|leave|die|end))?$|the kindest way to go",
    ],
  },
  {
    all: [
      "turning (?:fine )?without me|without me (?:it|they) (?:should|will|would)|(?:im|i am|i was|born) a mistake (?:that|and|from)|i (?:should never have|shouldnt have) (?:existed|been made|been born)|correct the mistake of me|dont want to be (?:saved|rescued|helped anymore|found)|nobody should save me",
    ],
    not: EVERYDAY,
  },
  {
    all: [
      "i feel like (?:im|i am) already (?:dead|gone)|already dead inside and|feel like a ghost|(?:im|i am) already (?:dead|gone)$|not really alive anymore|dead already",
    ],
    not: EVERYDAY,
  },
  {
    all: [
      "tomorrows?|morning",
      "not happening for me|isnt (?:coming|happening) for me|isnt for me|wont come for me|doesnt exist for me|never comes for me",
    ],
  },
  {
    all: [
      "(?:have|got) (?:nothing and no ?one|no ?one and nothing|nobody and nothing|nothing and nobody)|nothing and nobody",
    ],
  },
  {
    all: [
      "(?:family|kids|wife|husband|they|parents|children|mum|mom|sister) (?:will|would|ll|d|can|could|should) (?:get|have|receive|live on|be set)",
      "payout|insurance|policy|pension|compensation|inheritance",
      "set|after|if i|when i|fine|better|without",
    ],
    not: "lottery|my aunt|grandpa|grandma",
  },
  {
    all: [
      "(?:dog|cat|cats|dogs|kids|children|rabbit|pets) (?:already )?(?:has|have|got) (?:a )?new (?:home|family|owner)",
      "sorted|done|so thats|off the list|last|ready|good without|can go",
    ],
    not: "adopted|shelter worker|bed",
  },
  {
    all: [
      "(?:wrote|written|writing|recorded|left) (?:\\w+ ){0,4}(?:letters?|note|video|goodbye)|leaving everything to|left everything to",
      "understands?|forgives?|explain\\w*|why|wrote it (?:all )?down|will know|by then|gets it after",
    ],
    not: `${EVERYDAY}|bank|landlord|overdraft|council|school|lawyer`,
  },
  {
    all: ["last (?:entry|log|check in)", "done|so done|goodbye|ever|tired of|no more|for good|sorry"],
    not: "wrong|fix|undo|mistake|today|delete|correct",
  },
];
