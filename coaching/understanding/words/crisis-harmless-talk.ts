/**
 * The alarm's words in an accident, the news, a lesson, a questionnaire, a title, and said for effect about a small thing.
 * Blotted out like `crisis-harmless.ts`, and written like it.
 */

/** Whoever says that it was meant has made no joke. */
const NOT_MEANT =
  "(?! (?:\\w+ ){0,10}(?:mean (?:it|that)|meant (?:it|that)|not joking|for real|serious|tonight|on purpose)\\b)";

/** A questionnaire is a questionnaire until somebody says what they answered, or hid. */
const NOT_ANSWERED =
  "(?! (?:\\w+ ){0,14}(?:ticked|lied|lie|lying|yes|true|truth|honest\\w*|couldnt|didnt (?:say|tell|answer|dare)|nodded|all of (?:it|them)|every (?:one|box)|nearly|almost|hid|pretended)\\b)";

/** A fall is told as one unless somebody adds that others were told so. */
const NOT_TOLD =
  "(?! (?:\\w+ ){0,12}(?:on purpose|i said|i told|is what i|thats what i|they think|everyone thinks)\\b)";

const LAUGH = "(?:lol|lmao|lmfao|rofl|haha\\w*|hehe\\w*|xd)";
const AT_TIMES =
  "(?:(?:badly|again|a bit|slightly|quite badly|last night|this morning|today|yesterday|i|when|because|as|and|at training) ){0,4}";

export const HARMLESS_TALK: readonly string[] = [
  // Accidents.
  `(?:hurt|cut|burned|burnt|hit|injured|bruised|scalded) myself ${AT_TIMES}(?:(?:tripped|tripping|stumbled) (?:over|on|up)|stubbed|bumped into|banged (?:into|my)|walked into|ran into the|(?:fell|falling) (?:over|off|down the|on the|from (?:the|a|my))|(?:slipped|slipping) (?:on|off)|landed (?:on|badly)|twisted my|missed (?:a|the) step|came off (?:the|my) bike|dropped (?:a|the|my))\\b${NOT_TOLD}`,
  // News and lessons.
  "(?:there was |due to |because of |after )?(?:a |another )?suicide (?:on|at) (?:the |our |my )?(?:line|tracks|railway|station|route)(?= (?:\\w+ ){0,6}(?:trains?|services?|delay\\w*|cancel\\w*|late|buses|replacement)\\b)",
  `suicide (?:awareness|prevention) (?:module|course|training|week|month|talk|workshop|session|e ?learning|certificate|event|policy|poster|stall|assembly|campaign|bake sale)${NOT_ANSWERED}`,
  "virgin suicides?",
  "(?:i )?hate myself and want to die (?:is |was )?(?:the |a |an |by )?(?:song|nirvana|vinyl|single|b side|track)",
  "(?:long sleeves|hat|sun ?cream|sunscreen|gloves) so (?:my|the) (?:\\w+ )?(?:dont|doesnt|wont) burn",
  // Questionnaires.
  `(?:asked|asks|asking|went through|answered|filled in|did|had) (?:me )?(?:\\w+ ){0,3}questions about (?:dying|death|dark thoughts|self ?harm|suicide|bad thoughts|(?:harming|hurting|killing) myself)${NOT_ANSWERED}`,
  `questionnaire(?: \\w+){0,9} better off dead(?= (?:\\w+ ){0,8}(?:scored (?:low|zero|nothing)|not at all|none|no to (?:all|every)))${NOT_ANSWERED}`,
  // Said for effect.
  `(?:rather|sooner) die than (?:go (?:camping|hiking|running|jogging|clubbing|skiing|bowling|shopping|caravanning|fishing|cycling|glamping|swimming|to (?:a|another|his|her|their|that|the) (?:\\w+ )?(?:party|wedding|meeting|christening|conference|gig|brunch|barbecue|festival))|sing|dance|do (?:karaoke|another|burpees|an escape room|team building)|share a (?:tent|room|bathroom)|speak in public|give (?:a|another|that) (?:speech|talk|presentation)|stay (?:at|with) (?:his|her|the) (?:parents|mother|in laws))${NOT_MEANT}`,
  `(?:nearly|almost|practically|could have|couldve) (?:jumped|leapt|fell|fallen) out of (?:the|a|my) window (?:when|after|at) (?:i )?(?:saw|seeing|opened|heard|read|got)? ?(?:\\w+ ){0,3}(?:prices?|bills?|quotes?|invoices?|total|estimate|costs?|fees?)\\b${NOT_MEANT}`,
  "(?:walk|walking|walked|step|stepping|stepped) (?:back )?into (?:a |the |my |this |our )?(?:car park|building|tube|bus station|train station)",
  "(?:driving|drive|drove) into (?:a |the |my |this |our )?(?:car park|tube)",
  "one of us (?:will not|wont|isnt going to|is not going to) make it (?:to|through|past)",
  "(?:stood|standing|sat|sitting) on (?:a|the) (?:cliff|bridge|roof) in (?:the game|minecraft|fortnite|skyrim|zelda|roblox|wow)",
  `bungee(?: \\w+){0,3} (?:jumped|jumping|jump) off (?:a|the) (?:bridge|crane|tower|cliff)${NOT_MEANT}`,
  "brain dead(?= (?:already|today|after|from|by|now)\\b)",
  "(?:overdosed?|oded|od) on (?:(?!pills|tablets|meds|sleeping|pain|all|my)\\w+ ){0,3}(?:cake|chocolate|sugar|coffee|cheese|pizza|crisps|curry|sweets|candy|cookies|brownies|ice cream|roast|turkey|pancakes|nostalgia)",
  `kms(?= (?:(?:i )?(?:just )?(?:forgot|missed (?:the|my)|spilled|spilt|dropped|overslept|stepped in|left my|ran out of|sent (?:the|it to))|(?:the|my|this) (?:bus|wifi|printer|queue|hair|phone|laptop|lecture|coffee|class|teacher|prof|boss|essay|alarm|train is))\\b)(?= (?:\\w+ ){1,12}${LAUGH})${NOT_MEANT}`,
  `(?:i )?(?:want to die|going to die|kms) ${LAUGH}(?= (?:bc |because |cos )?(?:my|the) (?:mum|mom|dad|teacher|boss|crush|ex|gran|nan|neighbour|tutor) (?:just )?(?:liked|texted|waved|commented|shared|found my (?:tiktok|insta|account)))${NOT_MEANT}`,
  "(?:slept|sleeping) (?:right )?through (?:\\w+ ){0,2}alarms?|didnt wake up (?:this morning |today )?(?:because |as |and )?(?:i )?(?:slept|overslept)",
  "(?:he|she|they|it|that|alarms?|phone|noise|storm|thunder|baby) (?:\\w+ )?(?:didnt|never|doesnt) wake(?: up)? (?:me|us)\\b",
  "it (?:just |really |suddenly |always |still |only )?(?:hits|hit) me\\b(?! (?:with|again|so hard))",
  "(?:isnt|not|arent|wasnt|nothing is) (?:so |as |quite |all |entirely |completely )?hopeless",
  "hopeless (?:about|at) (?:ever )?(?:buying|affording|owning|saving|renting|finding (?:a|another) (?:flat|house|job|room))",
];
