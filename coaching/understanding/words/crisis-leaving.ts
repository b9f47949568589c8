/**
 * Crises not said outright, by what they mean: being a burden, leaving, putting affairs in order, no tomorrow,
 * wanting everything to stop, and an end without hope. Read as possible.
 *
 * Written as in `crisis-explicit.ts`: pieces over plain words, every gap bounded.
 */
const CLOSE =
  "(?:mum|mom|mother|dad|father|parents|kids?|children|son|daughter|baby|wife|husband|partner|" +
  "boyfriend|girlfriend|sister|brother|siblings|nan|gran|grandma|friends?|family|fiancee?)";
const PEOPLE = `(?:everyone|everybody|people|others|they|theyd|theyll|them|(?:my |the |our )?${CLOSE}|the world|everyones lives)`;
const GONE =
  "(?:gone|dead|not (?:here|around|there)|no longer (?:here|around)|out of (?:the way|the picture|" +
  "their (?:lives|life|way|hair)|everyones (?:way|life|lives))|under the ground)";
const WITHOUT_ME =
  `(?:without me|with me ${GONE}|(?:once|when|after|if) (?:im|i am|i was|i were) ${GONE}|` +
  "if i (?:wasnt|werent|didnt|never|disappeared|left this|vanished|died|just went)|to be rid of me|rid of me|" +
  "with me not (?:here|around))";
const RELIEF =
  "(?:better|better off|happier|easier|lighter|simpler|calmer|freer|relieved|at peace|peace|fine|ok|" +
  "okay|manage|cope|breathe|glad|happy|relief|recover|move on|get over it|thank me)";
const SOON = "(?:anymore|much longer|any longer|soon|again|for long|after (?:tonight|today|this))";
const LATER =
  "(?:tomorrow|next (?:week|weekend|month|year|summer|spring|winter|christmas|birthday)|christmas|" +
  "new year|new years|the new year|spring|summer|winter|the morning|the weekend|my (?:\\w+ )?birthday|" +
  "then|old age|\\d\\d)";
const DAY = "(?:day|night|year|week|hour|minute|morning|sunrise)";

const BURDEN: readonly string[] = [
  `${PEOPLE} (?:\\w+ ){0,5}${RELIEF} (?:\\w+ ){0,4}${WITHOUT_ME}`,
  `${WITHOUT_ME} (?:\\w+ ){0,4}${PEOPLE} (?:\\w+ ){0,4}${RELIEF}`,
  `(?:theyd|they would|everyone(?:d| would| is|s)?|everybody(?:d| would| is)?|they (?:all|both) would|my ${CLOSE}(?: would|d)?) (?:\\w+ ){0,4}better off$`,
  `(?:drag|drags|dragging|bring|bringing|weigh|weighing|pull|pulling|hold|holding) (?:everyone|everybody|people|them|others|my ${CLOSE}|you all) (?:all )?(?:down|back)`,
  "(?:doing|do|did) (?:everyone|everybody|the world|them all|you all|them|my family) (?:a|the biggest|one big) (?:\\w+ )?favou?r",
  "(?:im|i am|just|only|nothing but|am|feel like) (?:just |only |a |such a |another |nothing but |the )*(?:dead ?weight|weight (?:on|around)|drain on (?:everyone|everybody|them|my family|people|others)|liability to|millstone|mouth to feed|disappointment to everyone|problem for everyone)",
  "(?:dont|doesnt|no longer|do not) need me (?:anymore|around|here|to be (?:here|around))",
  `(?:be|is|are|feel) (?:\\w+ )?(?:glad|happy|relieved|pleased) (?:\\w+ ){0,3}(?:rid of me|${WITHOUT_ME})`,
  "(?:im|i am|i|just|only) (?:just |only )?(?:taking|take|waste|wasting) (?:up )?(?:space|oxygen|air|everyones (?:time|air|oxygen))",
  "(?:nobody|not|never|wont|wouldnt) (?:\\w+ )?(?:be missed|going to miss me|miss me)\\b(?! at)",
  "(?:ruin|ruined|ruining|poison|destroy|destroyed|wreck|wrecked) (?:everyones|their|other peoples|my familys|my kids) (?:life|lives)",
  "(?:who would|nobody would|nobody will|no one will|would anyone) (?:even )?(?:come to|show up (?:at|to)|cry at) my funeral",
  "(?:only|ever|just) (?:cause|bring|make) (?:everyone|people|them|my family|others)? ?(?:pain|trouble|misery|problems|suffering)(?: to everyone)?",
  "(?:easier|better|happier) for (?:everyone|everybody|them|you all|people|others|all of (?:them|you))(?: \\w+){0,3}(?: (?:if i|without me|when im|once im)|$)",
];

const FAREWELL: readonly string[] = [
  "(?:this|it|today|tonight|tomorrow) (?:is|will be|might be|may be|could be|would be|is probably|is going to be) (?:\\w+ )?(?:my |the )(?:very )?last (?:message|entry|post|night|day|christmas|birthday|conversation|note|words|sunset|summer|goodbye)\\b(?! (?:at|of|in|on|for|before|with|as|shift|here at|until|off|coffee|takeout)\\b)",
  "(?:the )?last time (?:that )?(?:i|ill|i will|im|you|youll|we|well|anyone|they) (?:\\w+ ){0,3}(?:write|writing|talk|talking|chat|hear|see|check in|be here|speak|wake|hug|message)\\b(?! (?:the|my (?:balance|score|spending)|any)\\b)",
  "(?:by the time|when|if|once) (?:you|anyone|someone|somebody|they|any of you) (?:reads?|sees?|finds?|gets?|got) (?:this|my (?:note|letter|message|body))\\b(?! (?:wrong|right|data|app)\\b)",
  "(?:hear|hug|hugged|kiss|kissed|hold|held|see|saw|visit|visited|tell|told|say|said|watch|call|called|heard|talk|talked) (?:\\w+ ){0,5}(?:one|for the) (?:last|final) time\\b(?! (?:before|this (?:week|year|month)|in (?:the )?(?:cinema|theat))\\b)",
  "tell (?:him|her|them|everyone|everybody|my \\w+|our \\w+|the kids) (?:that )?(?:im sorry|i am sorry|i tried|it (?:wasnt|isnt|was not|is not) (?:their|her|his|your|anyones) fault|i (?:will )?always)",
  `(?:dont|do not|please dont|nobody should|nobody can) (?:\\w+ )?(?:be (?:sad|upset|angry|mad) (?:\\w+ )?(?:when|for me|about me|with me when|at me for what|once|that i)|cry (?:for|over) me|mourn|blame (?:yourself|yourselves|themselves|anyone|each other)|look for me|come (?:looking|searching)|search for me|try (?:to|and) (?:find|stop|save) me|come find me)`,
  "(?:it|this) (?:isnt|wasnt|is not|was not|is nobodys|is not your|was never) (?:\\w+ )?(?:your |anyones |their )?fault (?:\\w+ ){0,3}(?:im|i|that i|goodbye|gone)",
  `(?:wrote|writing|written|write|recorded|recording|drafted|left|leaving|leave) (?:\\w+ ){0,4}(?:letters?|notes|videos?|voice ?notes?) (?:\\w+ ){0,3}(?:to|for) (?:\\w+ ){0,3}(?:${CLOSE}|everyone|everybody|them|people i love)(?! (?:teacher|school|class|to (?:buy|get|pick)|about (?:the )?(?:milk|dinner|dishes))\\b)`,
  "(?:note|letter|notes|letters|video) (?:\\w+ ){0,4}(?:(?:for|to (?:read|open|find)) (?:when|after|once)|explaining (?:why|everything)|for after)",
  "(?:hope|hoping|pray|wish) (?:they|she|he|everyone|you|you all|somebody|god|my \\w+) (?:\\w+ ){0,2}(?:forgives?|remembers?|understands?) (?:me|why)\\b(?! for (?:the|buying|spending|this)\\b)",
  "forgive me for what (?:im|i am|i)",
  "remember me (?:as|when|fondly|kindly|by|how i)",
  "farewell (?:everyone|everybody|all|world|my (?:friends|loves?)|to (?:you all|everyone|the world))",
  "my (?:final |last )?farewells?",
  "before i (?:go|leave) (?:for good|forever|this world|for ever)",
  "(?:thank you|thanks|sorry) (?:\\w+ ){0,5}(?:before i go$|you were (?:all )?(?:kind|good) to me|for being (?:kind|there) (?:\\w+ ){0,3}goodbye)",
  "(?:been|was) nice knowing (?:you|you all|everyone|yall|everybody)$",
  "(?:my|their|her|his) last memory of me",
];

const AFFAIRS: readonly string[] = [
  "my affairs (?:are |all |is )*(?:in order|sorted|settled|together)",
  "(?:put|putting|get|getting|got|set|setting|have|sort|sorted|sorting|settle|settling|settled) (?:all )?(?:of )?my affairs",
  `(?:giving|gave|given|give|giving out|handing|handed) (?:away )?(?:all (?:of )?my|everything|my (?:favou?rite|most|precious|treasured|best)|all the things|my (?:\\w+ ){0,3}(?:guitar|records|collection|watch|jewell?e?ry|ring|rings|camera|tools|piano|violin|dog|cat|dogs|cats|pets|books|things|stuff|belongings|possessions|ps5|bike|car)) (?:\\w+ ){0,6}(?:away|to (?:my )?(?:friends|people|${CLOSE}|a friend|whoever|strangers)|(?:wont|dont) need)`,
  "(?:giv\\w+|gave) (?:\\w+ ){0,9}(?:wont|will not|no longer|dont) (?:be )?(?:need|needing|use) (?:it|them|any)",
  "(?:need|needed|use|used|useful|help me|take (?:it|them|that)|need money) (?:\\w+ ){0,4}where (?:im|i am|ill be) going\\b(?! (?:on|in|to|tomorrow|next|this|for)\\b)",
  "(?:wrote|written|writing|finished|finish|made|making|updated|signed|finalis?z?ed|changed|redid) (?:out )?my (?:last )?will(?! (?:power|be|make|get|do|have|go|come|need|cost)\\b)(?! (?:\\w+ ){0,6}(?:lawyer|solicitor|notary|attorney|\\d+))",
  "(?:left|leave|leaving|wrote|written|writing|put|listed|gave|made a list of) (?:\\w+ ){0,3}(?:passwords|logins|account details|bank details|pins)(?: \\w+){0,8} (?:so|for (?:when|after|my|them|her|him)|they|when|in case|envelope|where (?:they|she|he))",
  `(?:who|someone|somebody|${CLOSE}|home|anyone|they|neighbou?r|friend|she|he) (?:\\w+ ){0,3}(?:take|takes|look after|have|feed|care for|raise|keep|love) (?:my |the |him|her )?(?:dog|cat|kids?|children|baby|son|daughter|pets?|boys|girls)(?: \\w+){0,3} (?:(?:if|when|after|once|for when|in case) (?:im|i am|ive|i) (?:not (?:here|around)|gone|dead|no longer|die|disappear)|after me|without me)`,
  "(?:if|when|in case|should) (?:something|anything) (?:\\w+ )?(?:happens?|happened|were to happen) to me",
  "insurance (?:\\w+ ){0,5}(?:pay|pays|paid|cover|covers|valid|void)(?: out)? (?:\\w+ ){0,3}(?:if i|when i|if its|suicide|self|my (?:death|own hand)|the kids|my (?:family|wife|husband|kids)|them after)",
  "(?:life|the) insurance (?:\\w+ ){0,3}(?:would|will|could|to) (?:\\w+ ){0,2}(?:take care of|look after|help|set|pay|provide|cover|fix) (?:\\w+ ){0,2}(?:them|kids|family|wife|husband|children|everyone|everything|it all|debts?|mortgage)",
  `so (?:that )?(?:nobody|no one|they|she|he|noone|my ${CLOSE}|someone|anyone|it) (?:\\w+ ){0,2}(?:has|have|had|doesnt have|dont have|wont have|wont be|didnt have|gets?|will) (?:\\w+ )?(?:to )?(?:deal with|clean up|sort (?:out|through)|find me|search|go through|worry about|handle|stuck with|left with|clear) (?:\\w+ ){0,5}(?:after|when|once|mess|me|my (?:things|stuff|body)|search|gone|im|i)`,
  `(?:they|${CLOSE}|nobody|everyone|she|he) (?:\\w+ ){0,2}(?:wont|not|dont|doesnt|arent) (?:\\w+ ){0,2}(?:stuck|left|burdened) with (?:it|them|my (?:debts?|bills?|mess)|the (?:debts?|bills?|mess)|anything) (?:when|after|once|if) (?:i|im)`,
  "(?:dont|wont) have to (?:search|look|guess|dig)(?: (?:for (?:them|it|anything)|through))?$",
  "(?<!its |it is )my (?:own )?funeral(?! (?:lol|then|if)\\b)",
  "(?:plan|planned|planning|pay|paid|picked|choosing|chose|chosen) (?:\\w+ ){0,3}my (?:own )?(?:burial|cremation|grave|coffin|headstone|tombstone|obituary|eulogy)",
  "my own (?:obituary|eulogy|epitaph|grave)",
  "(?:everything|its all|all) (?:\\w+ ){0,4}(?:ready|sorted|taken care of|arranged|prepared|paid|set up) (?:\\w+ ){0,3}(?:for (?:when|after) (?:i|im)|before i (?:go|leave)$|once im gone|so i can (?:go|leave|rest)$)",
  "one (?:last|final) (?:thing|item) (?:\\w+ ){0,4}(?:before i (?:go|leave)$|and then (?:im|its) (?:done|over|gone|free))",
];

const MONEY_LASTS =
  "(?<!\\b(?:money|budget|salary|paycheck|pay|savings|wages?|cash|account|phone|laptop|car|battery|balance|food|it|that|this|plants?|shoes)(?: \\w+){0,3} )";
const NO_TOMORROW: readonly string[] = [
  `${MONEY_LASTS}(?:dont|cant|never|no longer|didnt|not|wont|doubt|barely|hard to) (?:\\w+ ){0,4}(?:be (?:around|here|alive)|being (?:around|here|alive)|see (?:myself|me)|picture (?:myself|me)|imagine (?:myself|me)|live|living|reach|reaching|survive|surviving|last|turn|turning|make it|making it|grow(?:ing)? old|get(?:ting)? old)(?: (?:to see|to|past|till|until|beyond|by|for|at|in|turning|through|much past|another|reaching|being|that long|see))* ${LATER}\\b(?! (?:meeting|call|standup|budget|dinner|lunch|party|for the|at (?:work|home|the)|because|trip|on)\\b)`,
  `(?:dont|cant|never|no longer|do not) (?:\\w+ ){0,2}(?:see|picture|imagine|think about|plan for|want|expect|have|believe in) (?:\\w+ ){0,3}(?:a (?:future|tomorrow|next year)|my (?:own )?future|any future|another (?:birthday|christmas|year|summer|winter)|my next birthday|a tomorrow|tomorrow (?:existing|coming|for me)|the rest of my life)`,
  "(?:no|isnt a|is no|isnt any|without a|without any|not a|there isnt) (?:future|tomorrow|next year|next birthday|way forward|path forward|next christmas|next time|afterwards|happy ending)(?: (?:for (?:me|us|someone like me)|ahead|left|anymore|in it|waiting))?(?: (?:and|so|because|i|im|just|anyway|nothing|not)\\b|$)",
  "(?:i|ive|id) (?:have |got |see |had |just have |feel i have )?no future(?! (?:in|at|with|on|plans|here)\\b)",
  "because there isnt (?:one|a future|any)",
  `(?:wont|not going to|will not|dont plan to|dont intend to|not planning to|never going to) (?:\\w+ )?(?:be (?:here|around|alive|there)|live|exist|still be here) (?:\\w+ )?(?:to (?:see|spend|need|enjoy|use|pay|worry|watch|meet|open|find out|celebrate|regret|care|deal|collect)|by (?:then|next|christmas|spring|summer|january|the time|monday|friday)|when (?:it|that|they|the)|next|then|long enough|past)`,
  `(?:why|whats the point|no point|pointless|no need|doesnt matter|no use|no reason|stopped|stop|quit|not|dont) (?:\\w+ ){0,3}(?:plan|planning|plans|save|saving|book|booking|renew|renewing|budgeting|dreaming|thinking) (?:\\w+ ){0,6}(?:(?:wont|not going to|not|dont plan|never going to|doubt) (?:\\w+ ){0,3}(?:be (?:here|around|alive|there)|alive|last|see it|make it|live)|no (?:need|future|point in living))`,
  "(?:not|never|dont|stopped|quit|no|havent|nothing) (?:\\w+ )?(?:planning|plan|plans|planned|making plans|make plans|looking|booked|thinking|think)(?: anything)? (?:past|beyond|further than) (?:this|tomorrow|today|tonight|the weekend|next|sunday|friday|monday|saturday|christmas)",
  "(?:stopped|quit|no longer|given up|gave up)(?: on)? (?:\\w+ )?(?:planning|making plans|plan|thinking) (?:for|about) (?:the future|tomorrow|my future|next)",
  "(?:if|assuming|provided|supposing|in case|unless) (?:\\w+ )?(?:im|i am|i) (?:(?:still |even )*(?:alive|breathing|living)|(?:still )?(?:here|around) (?:tomorrow|next|by then|this time|in (?:a|\\w+) (?:week|month|year)|come)|make it (?:to|that (?:far|long))|live (?:that long|to))(?! (?:at|after (?:leg|this (?:workout|meeting)))\\b)",
  "(?:dont|do not|never|didnt) (?:\\w+ )?(?:expect|plan|intend|think|believe|reckon|suppose|want|planned|expected) (?:\\w+ ){0,3}(?:be alive|live (?:that|this|very|much|to|past|long)|grow old|get old|survive (?:this|that)|be around (?:much|long|for long|that long)|make it (?:that (?:far|long)|this far|much further))",
  `(?:when|if) i (?:try to )?(?:imagine|picture|think of|think about|look at) (?:\\w+ ){0,4}(?:future|next year|tomorrow|years) (?:\\w+ ){0,4}(?:nothing|blank|black|not (?:in|there)|empty|dark|no)`,
  "(?:im|i am) not in (?:it|that future|my future|the picture anymore)",
];

const STOP: readonly string[] = [
  // "Did not wake up once" is a good night: only a wish, a refusal or a condition counts.
  "(?<!\\b(?:did|i) )(?:sleep|asleep|bed|nap|eyes|drift off|slip away|go under|rest|lie down|doze off|pass out|fade)(?: \\w+){0,4} (?:never|not|dont|without|wont|no longer|dont have to|forever|permanently|for good)(?: \\w+){0,2} (?:wake|waking|get up|getting up|open|come back|wake up|woken)\\b(?! (?:up )?(?:once|at all|early|until|till|before|at|during|feeling|in time|on time|for|tired|rested|so|up (?:once|at|until|till|early|before|feeling|for|tired|so))\\b)",
  "(?:never|not|dont) (?:have to |ever |want to |need to )*(?:wake up|get up|wake) (?:again|anymore|ever again|ever)",
  "(?:sleep|asleep|rest|be still|be quiet|nap) (?:until|till) (?:it|it all|everything|life|all of (?:it|this)|this life|im) (?:\\w+ ){0,2}(?:over|done|gone|stops|ends|dead|finished)\\b(?! (?:payday|work|monday))",
  "(?:sleep|rest|close my eyes|be asleep|be at rest) (?:\\w+ )?(?:forever|for ever|for eternity|for good|permanently|eternally)",
  "(?:permanent|eternal|endless|everlasting|final|forever) (?:sleep|rest|nap|exit|way out|escape|solution to|peace|silence|break from (?:life|being|everything|existing))",
  "(?:be|rest|find|have|feel|get) (?:\\w+ )?(?:at |in )?peace (?:at last|finally|forever|for good|for once and for all|in the ground|when im)",
  "(?:want|wish|like|love|hope|wanted|sounds|would be|in|be in|into|seems|rather) (?:\\w+ ){0,4}(?<!\\b(?:food|sugar|carb|turkey|pizza|pasta|post lunch) )coma(?! (?:after|from (?:lunch|dinner|thanksgiving|pizza|eating)|lol)\\b)",
  "(?<!\\b(?:food|sugar|carb|turkey|pizza|pasta) )coma (?:sounds|would be|seems|looks)",
  "(?:want|need|wish|wanted|beg|begging|pray|praying|please|hope|wishing|waiting for|long for|longing for|ready for|just) (?:for )?(?:it|it all|everything|all of (?:it|this)|all this|life|the pain|the hurt|the hurting|the ache|existence|the suffering|the emptiness|the world|the darkness|my life) (?:\\w+ ){0,3}(?:stop|stopped|end|ended|over|go quiet|go dark|go black|go silent|go away|shut off|shut down|switch off|fade|be done|cease|finish|disappear)\\b(?! (?:raining|at|with|on|for (?:the|today)|messag\\w*|charg\\w*|soon enough for)\\b)",
  "(?:noise|voices|thoughts|brain|head|mind) (?:\\w+ ){0,4}(?:stop|off|quiet|silent|end|shut up) (?:forever|for good|permanently|once and for all)",
  "^(?:(?:i|honestly|please|just|really|only|and) )*want out(?: of (?:everything|it all|here|all (?:of )?(?:it|this)|life|my (?:head|life|body|skin)|this (?:life|world|body)))?$|want out of (?:everything|it all|all of (?:it|this)|my (?:own )?(?:life|head|body|skin)|this (?:life|world|body))",
  "(?:switch|turn|shut|flick|power|unplug|delete|erase|remove) (?:myself|me|my life|my existence|it all|everything|life)(?: (?:off|down|out|from (?:this|the|existence|everything)))\\b(?! (?:for (?:the|an?) (?:night|evening|hour|weekend))\\b)",
  "(?:an?|the|my) off switch (?:for (?:me|my (?:life|brain|head)|life|everything|existence)|on (?:my )?life)|unplug me|(?:delete|erase) myself",
  "(?:log|check|clock|opt|bow|tap|sign|log) ?(?:ing )?(?:off|out) (?:of (?:life|existence|this (?:life|world))|from (?:life|existence)|for good|permanently|for ever|forever)\\b",
  "unsubscribe from (?:life|existence|living|being)",
  "(?:stop|quit|done|finished|be done|cease|over|tired of|finish) (?:\\w+ )?being (?:here|alive|a person|me|at all|human|anything|just not)(?! (?:at the|at work|in the|with|on the|late)\\b)|stop being$|stop being (?:and|at|in|just|just not)\\b|(?:not|dont want to) be (?:anything|anyone|anywhere)(?: (?:at all|anymore|ever))?\\b(?! (?:else|near|but)\\b)",
  `(?:cant|dont want to|couldnt|unable to|no strength to|dont think i can|dont know how to) (?:\\w+ )?(?:face|do|take|handle|stand|get through|bear|survive|endure|live|go through|live through|make it through) (?:another|one more|yet another|a single|even one more|any more) (?:single |whole |fucking )?${DAY}s?(?: (?:of (?:this|it|my life|being|living|life|pain|feeling|pretending|existing)(?! (?:diet|job|meeting|heat|weather|budget))|like this|anymore|alive|in this (?:body|life|world|pain)|here|with (?:this|these) (?:pain|feeling|thoughts|voices|head))\\b|$)`,
  "(?:cant|dont want to) (?:\\w+ )?(?:face|see) (?:tomorrow|the morning|the sunrise|the day|waking up)(?! (?:at|early|for|s)\\b)(?: (?:anymore|again|at all)|$)",
  "(?:hate|hated|disappointed|devastated|angry|sad|gutted|upset|cried|cry|crying|sorry|annoyed|regret|mad|disappointing|furious) (?:\\w+ ){0,5}(?:woke up|wake up|waking up|woke|opened my eyes|still (?:here|alive|breathing)|survived|made it through the night)(?: (?:again|this morning|today|every (?:day|morning)|alive|at all|anymore|tomorrow|that i did)|$)",
  "wake up (?:\\w+ ){0,2}(?:disappointed|sorry|gutted|devastated|regretting|wishing i|sad that i|angry that i|upset that i|crying that i)",
  "(?:dont|wont|no longer|never) (?:want to|wanna|have to|need to)? ?feel (?:anything|this|all this|like this|any of (?:it|this)) (?:ever again|anymore|again)",
  "(?:dont|do not|no longer) want (?:a |any |my |the )?(?:tomorrow(?: to come)?|this life|my life|any more (?:days|years|life|time)|life anymore|to have a life|the rest of my life)(?! (?:to be (?:about|just)|run by|controlled)\\b)",
  "hope (?:\\w+ )?(?:tonight|today|this|tomorrow|it) (?:is|will be|would be|turns out to be) (?:\\w+ )?(?:my |the )last\\b(?! (?:time|one|coffee|bill|of)\\b)",
  "(?:relief|fine|okay|ok|good|peaceful|happy|glad|grateful|nice|blessing|mind|care|love|kind|best) (?:\\w+ ){0,3}(?:if|to|not to) (?:i |just |not |never |simply )*(?:not |never |dont |didnt |just not )(?:wake|wake up|waking)\\b(?! (?:up )?(?:early|at|for|before)\\b)",
  "(?:wish|hope|hoping|pray|praying|want|wouldnt mind|would not mind|wouldnt care|not mind|not care|fine if|ok if|okay if|maybe|imagine|fantasi\\w+|daydream\\w*|if only|half hope|waiting for|love it if|kind of hope) (?:\\w+ ){0,5}(?:car|bus|truck|train|lorry|van|meteor|asteroid|lightning|plane|heart attack|stroke|cancer|aneurysm|accident|illness|tumou?r|disease|earthquake|something) (?:\\w+ ){0,4}(?:hit|hits|take|takes|took|get|gets|got|kill|kills|end|ends|ended|finish|finishes|crash|crashes|come for|wipe|wipes|run|runs|ran|would|happened to|happens to)(?: \\w+){0,2} me\\b(?! (?:to|a|with|back|for|up|the|there|home|some)\\b)",
  "if (?:a|the|some) (?:car|bus|truck|train|lorry|van|meteor) (?:\\w+ ){0,2}(?:hit|killed|ran over|took) me\\b",
  "(?:dont|didnt|never|stopped|without|stop|not) (?:\\w+ )?look(?:ing|ed)? (?:both ways |either way |left or right )?(?:before|when|as|while)? ?(?:i )?(?:cross|crossing|crossed|step into|stepping into)",
  "(?:close|closing|closed|shut|shutting) my eyes (?:while|when|as|and) (?:i |im |just )?(?:drive|driving|drove|cross|crossing|let go)",
  "(?:let|letting) go of the (?:steering )?wheel",
  "(?:existing|being alive|living|staying alive|every breath|breathing|life|being here|to exist|to live|to be alive|being awake|being me) (?:\\w+ ){0,2}(?:hurts?|is (?:\\w+ )?(?:agony|torture|unbearable|hell|painful|too painful|pure pain|suffering|a punishment|a curse))\\b(?! (?:without (?:my )?(?:coffee|takeout|wifi|netflix)|lol)\\b)",
  "(?:god|lord|jesus|universe|someone) (?:\\w+ ){0,2}take me(?: (?:already|now|home|away|tonight|please|in my sleep)|$)|take me (?:already|now|home|away|in my sleep)? ?(?:please )?(?:god|lord|jesus)",
  "(?:ask|asking|beg|begging|pray|praying)(?: (?:to )?(?:god|the universe|you))? (?:to |that he |for him to )?(?:take|end|let) (?:me|it|my life|me go)\\b",
  "(?:why|how come|how) (?:\\w+ )?(?:am i|do i|im i|i am|im) (?:even |still |here |forced to (?:be )?)*(?:alive|breathing|living|exist|existing|waking up)\\b",
  "(?:why|what for) (?:\\w+ ){0,2}(?:bother|keep|continue) (?:\\w+ )?(?:living|existing|waking up|breathing|being alive|with life|staying alive)",
];

const FINALITY: readonly string[] = [
  "(?:im|i am|i|my life is|my life|this is) (?:\\w+ ){0,2}(?:beyond (?:saving|repair|fixing|redemption)|past (?:saving|fixing|helping|help|the point of)|unfixable|unsaveable|too (?:far gone|broken|damaged) (?:to|for)|too far gone|a lost cause|irreparabl\\w+|broken beyond)",
  "(?:only|one|last) (?:way|option|exit|escape|answer|choice|thing left|solution) (?:\\w+ ){0,3}(?:to (?:stop|end|escape|make (?:it|this) (?:stop|end)|be free|get peace|find peace|fix this is)|out$|out (?:for me|left|and|now|of (?:this|here)$)|is (?:death|to (?:go|leave|die|disappear|end|not be|be gone))|i have left)\\b(?! (?:spending|buying|paying|overspending|the (?:subscription|contract|trial|debt)|my (?:subscription|contract|debt)|charges?|this (?:debt|subscription|contract))\\b)",
  `(?:wont|not|nobody|no one|never|neither of you|none of you|dont) (?:\\w+ ){0,2}(?:have to|need to|be|got to|will|should|going to)? ?(?:\\w+ )?(?:worry|worrying|bother|deal|put up|care|stress|worried|bothered|think) (?:about |with |for |over )(?:me|my (?:problems|mess|crap|shit)) ${SOON}`,
  "(?:wont|will not|not going to) (?:be )?(?:bother|bothering|trouble|hurt|annoy|disappoint|let|burden) (?:anyone|anybody|you|them|you all|people|everyone) (?:\\w+ )?(?:anymore|much longer|any longer|soon|again|for long|ever again)",
  "(?:made|making|make|found|come to|at|in|have made) (?:my )?peace with (?:\\w+ )?(?:dying|death|it ending|leaving|going|the end|not being|what (?:im|i am) (?:going|about)|being gone|my death|ending)",
  "(?:not|no longer|never|dont feel|isnt) (?:\\w+ )?(?:scared|afraid|frightened|scary|fear|terrified) (?:of |to |by )?(?:\\w+ )?(?:dying|death|die|being dead|the end|ending it)|death (?:doesnt|does not|no longer) (?:\\w+ )?(?:scare|frighten)",
  "(?:feel|felt|feeling|im|i am|suddenly|finally|strangely|weirdly|so) (?:\\w+ ){0,3}(?:calm|peaceful|at peace|relieved|relief|peace|light) (?:\\w+ ){0,4}(?:(?:ive |i |been |have )?decided|my decision|i know (?:how|when|it)|know how it ends|made up my mind|i have a plan|theres a plan|i know its ending|it ends)(?! (?:to (?:cancel|sell|quit|move|buy|stop|take|go|leave the)|on|not to buy|against)\\b)",
  "made up my mind (?:\\w+ ){0,4}(?:end|goodbye|tonight|die|calm|peace|no going back)",
  "(?:it|this|everything) (?:will|ll|is going to|would) (?:all|finally) be (?:over|finished|done|quiet) (?:soon|tonight|tomorrow|by (?:tonight|tomorrow|then))|(?:itll|itd) (?:all|finally) be (?:over|finished|done|quiet)(?: (?:soon|tonight|tomorrow)|$)|(?:soon|tonight|tomorrow) (?:it|this|everything|itll) (?:will |ll |is going to )?(?:all|finally) be (?:over|finished|done)",
  "(?:cant|dont think i can|not sure i can|not sure how much longer i can|dont know how much longer i can|dont know how long i can|struggling to|how much longer can i|how long can i) (?:\\w+ )?(?:hold on|keep going|keep fighting|fight (?:this|it|anymore)|keep pretending|take this|go on|do this|stay alive|stand this|bear this|keep this up|keep breathing)(?: (?:much longer|any longer|anymore|any more|like this|for)|$)(?! (?:the|a) (?:budget|diet|job))",
  "how much (?:longer|more) (?:i can|can i|of this i can) (?:take|stand|bear|do|go|last|hold|cope|survive)(?! (?:without|on (?:this|my)|with (?:this|my) (?:phone|car|job))\\b)",
  "(?:no|lost (?:all )?(?:my )?|without|out of|run out of|ran out of|any|havent any|dont have any|not got any) ?(?:\\w+ )?(?:fight|strength|hope|will to live|reason to fight|faith) (?:left|anymore)(?: (?:in me|to (?:go on|fight|live|keep|carry)|for me))?\\b(?! (?:for (?:the|my|this) (?:team|season|budget)|to (?:cook|clean|work|go to))\\b)",
  "should(?:ve| have)? (?:have )?(?:been me (?:who|that|instead|not|dead)|died|never (?:been|have been) born|let me (?:die|go)|been aborted|not survived|drowned)\\b",
  "(?:wish|wished|if only) (?:they|you|he|she|someone|nobody|somebody|the \\w+|that|my \\w+) (?:\\w+ ){0,2}(?:hadnt|had not|didnt|never|had never) (?:\\w+ )?(?:found|saved|stopped|revived|rescued|interrupted|had|brought) me\\b|wish i (?:hadnt|had not|didnt|never) (?:survived?|made it|woken up|woke up|lived)\\b|wish (?:it|the attempt|that|the pills) (?:had|would have) worked|next time (?:it will|ill|i will|i wont) (?:work|succeed|not fail|fail|miss)",
  "(?:dont|never|not|no longer|didnt) (?:\\w+ )?(?:belong|fit|meant to be|made for|supposed to be) (?:in |on |for )?(?:this (?:world|earth|planet|life)|alive|among the living)",
  "(?:nothing|nobody|noone) (?:\\w+ )?left (?:for me|to (?:live|fight|hope|stay|hold|keep|wait)|in (?:me|this (?:world|life))|worth)|i have nothing left(?! (?:to (?:spend|wear|buy|watch|eat)|in (?:my|the)|until|for (?:the|this|rent)|this (?:week|month)|after)\\b)|theres nothing (?:left )?for me here",
  "(?:want|wish|rather|should|better|belong|ready|soon be|will be|better off|like) (?:\\w+ ){0,4}(?:six feet under|in (?:a|the|my) (?:grave|coffin|ground|casket|morgue|urn)|buried|cremated)\\b(?! (?:in (?:fries|work)|treasure)\\b)",
  "(?:never|not) (?:going to |gonna |ever )*(?:be|feel) (?:\\w+ )?(?:happy|ok|okay|alright|normal|whole|safe) again",
  "(?:life|my life|everything|the world) (?:is|was|has|feels) (?:\\w+ )?(?:over|finished|ended)(?: (?:for me|anyway|already|now)|$)|my life is (?:\\w+ )?(?:over|ruined|finished|done)\\b",
];

export const LEAVING: readonly string[] = [
  ...BURDEN,
  ...FAREWELL,
  ...AFFAIRS,
  ...NO_TOMORROW,
  ...STOP,
  ...FINALITY,
];
