/** Said outright of what somebody else does to them; written as {@link EXPLICIT}, which has them too. */
export const BY_OTHERS: readonly string[] = [
  "(?:ex|he|she|they|husband|wife|partner|boyfriend|girlfriend|dad|brother|someone|somebody|man|guy) (?:\\w+ ){0,6}with a (?:gun|knife)",
  "(?:he|she|they|husband|wife|partner|boyfriend|girlfriend|dad|mum|mom|father|mother|ex|stepdad|" +
    "brother|roommate|flatmate|bf|gf|someone|somebody) (?:\\w+ ){0,3}(?:hits|hit|beats|beat|chokes|" +
    "choked|strangled|strangles|raped|rapes|assaulted|abuses|abused|is hurting|keeps hurting|" +
    "is hitting|keeps hitting|attacked|stabbed|punched|punches|threatened to (?:kill|hurt)|" +
    "threatens to (?:kill|hurt)|threatening to (?:kill|hurt)|trying to kill|tried to kill|" +
    "wants to kill|locked) me\\b(?! (?:up|out (?:lol|again lol|of (?:my|the) (?:account|chat|group|app))|for (?:money|a loan|cash)|to it|at (?:tennis|chess|pool|" +
    "squash|fifa|scrabble|cards|poker|monopoly|mario|golf|darts|padel|badminton|bowling|ping|table|catan|uno|the)|with (?:a bill|the bill|fees|a fee|a price)|" +
    "in (?:tennis|chess))\\b)",
  "(?:he|she|they|hes|shes|theyre|husband|partner|boyfriend|ex|dad) (?:is |are |s |will |" +
    "ll )*(?:going to |gonna )?kill me (?:tonight|if i leave|if i tell|one day|for real|and)",
  "(?:raped|sexually assaulted|being abused|being beaten|domestic violence|domestic abuse)\\b",
];

/**
 * Said outright: wanting to die, a plan, an attempt, being in danger now.
 *
 * Pieces of regular expressions over plain words (see `crisis.ts`): lower case, no apostrophes ("dont"), no marks,
 * "gonna" and "wanna" opened. Every gap is bounded.
 */
export const EXPLICIT: readonly string[] = [
  ...BY_OTHERS,
  // Regional slang for the same.
  "(?:top|topping|topped|neck|necking|unlive|unliving|do|doing) (?:myself|meself|me self) in\\b|(?:top|topping|topped|neck|necking|unlive|unliving) (?:myself|meself|me self)",
  // A note and a means are a plan.
  "(?:written|wrote|writing|finished|left) (?:the|my|a) (?:goodbye |last )?note\\b(?! (?:to (?:the|my|a)|on|for|about|from|saying|in))(?: \\w+){0,8} (?:pills|tablets|rope|noose|gun|razor|blade|bridge)",
  "(?:took|taken|swallowed|downed) (?:like |about |over )?(?:[1-9]\\d|\\d{3}) (?:\\w+ )?(?:pills?|tablets?|paracetamol|tylenol|ibuprofen|aspirin|xanax|antidepressants|meds)",
  "(?:kill|killing|killed|hurt|hurting|harm|harming|hang|hanging|hanged|shoot|shooting|drown|" +
    "drowning|stab|stabbing|cut|cutting|poison|burn|burning|starve|starving|strangle|suffocate|end|" +
    "ending|off|offing|unalive|unaliving|murder) (?:myself|my self|meself|my life|my own life)",
  "(?:take|taking|took|taken|ended|end) my (?:own )?life",
  "(?:(?<!\\d |many |few |more )kms(?! (?:run|ran|walked|today|a day|this week|per)\\b)|kmself|" +
    "kys myself|unalive|sewerslide|sewer slide|ctb|catch the bus tonight)\\b",
  "(?:commit|committing|commited|committed|attempt|attempted|attempting|contemplat\\w+|consider\\w*|" +
    "think\\w* (?:about|of|abt)|thoughts? (?:of|about)|plan\\w*|tried|trying|" +
    "planning) (?:\\w+ ){0,3}suicide",
  "(?:feel|feeling|am|im|been|being|still|so|really|very|bit|quite|actively|passively|felt|having|" +
    "have|had|getting|got|again|me|kinda|suddenly|totally|sort of|kind of) suicidal",
  "suicidal (?:thoughts?|ideation|again|today|tonight|rn|right|feelings?|urges?|i|and|af|all|lately|" +
    "for|since)",
  "^suicidal\\b",
  "suicide (?:note|plan|attempt|hotline|helpline|line|letter|by|method|methods|is (?:the only|" +
    "my only|an option|on my mind|the answer|all i))",
  "suicide(?: \\w+){0,3} (?:my mind|only (?:option|way|answer))",
  "(?:want|wanted|wants|wanting|wish|wishing|ready|need|going|hope|hoping|decided|plan|planning|" +
    "deserve|would rather|id rather|rather|prefer|better|trying|tryin|tempted|about|waiting|" +
    "like) (?:to |i (?:could |would |can |just |was |were |d )*|i|that i )?(?:just |really |fucking |" +
    "literally |honestly |be |go |go and |simply |so badly |badly |actually |finally |already )*(?:die|" +
    "dead|be dead|dying)\\b(?! (?:for|laughing|of (?:laughter|embarrassment))\\b)",
  "(?:i|we) (?:should|must|will|ll|am going to|going to) (?:just |go )?(?:be dead|die (?:today|" +
    "tonight|tomorrow|soon|now|by my own))",
  "(?:want|wanted|going|thinking|think|plan|planning|ready|about|tempted|trying|need|decided|time|" +
    "wish|considering|like|way|ways|how|best) (?:to |of |about |on |i could )?(?:just |simply |" +
    "finally )?(?:end|ending) (?:it all|it tonight|it now|it today|it for good|everything|my (?:life|" +
    "pain|suffering|misery|existence)|it)\\b(?! (?:there|here|with|on|early|soon)\\b)",
  "(?:end|ending|ended|finish) (?:it all|my misery|my suffering|my existence)",
  "(?:jump|jumping|jumped|throw|throwing|step|stepping|walk|walking|drive|driving|drove|crash|" +
    "crashing|leap|leaping) (?:myself |my car |my bike )?(?:off|from|in front of|out in front of|under|" +
    "into|out of|onto|out into) (?:a |an |the |my |this |that |of |some |oncoming |nearest )*(?:bridge|" +
    "building|roof|rooftop|balcony|cliff|train|trains|bus|lorry|truck|traffic|tracks|tree|wall|window|" +
    "platform|overpass|car park|moving car|rails|tube)",
  "(?:slit|slitting|slash|slashing|cut|cutting) (?:my|me) (?:wrists?|veins?|throat|arms?|thighs?|" +
    "legs open)",
  "(?:take|taking|took|taken|swallow|swallowed|swallowing|down|downed) (?:all |the whole |a whole |" +
    "a |an |too many |a load of |loads of |a bunch of |every |so many |the rest of |my |of |the |" +
    "these |those |bottle |pack |box |handful |of )*(?:pills|tablets|paracetamol|tylenol|" +
    "sleeping pills|overdose|meds|medication|ibuprofen|antidepressants|aspirin|" +
    "xanax)(?: \\w+){0,4} (?:die|sleep forever|not wake|end it|everything stops|go away|at once|" +
    "tonight|be done)",
  "(?:took|taken|swallowed|taking|take|downed) (?:way )?(?:too many|all (?:of )?(?:my|the|these|" +
    "those)|a (?:whole )?(?:bottle|box|pack|load|bunch|handful) of|the whole (?:bottle|box|pack) of|" +
    "every) (?:\\w+ )?(?:pills?|tablets?|paracetamol|tylenol|meds|sleeping pills|medication|ibuprofen|" +
    "aspirin|xanax)",
  "(?:overdose|overdosed|overdosing|od|oding|took an od)\\b(?: on| tonight| myself)?",
  "want(?:ed)? to od\\b",
  "self ?harm\\w*",
  "selfharm\\w*",
  "self ?injur\\w*",
  "(?:started|been|am|im|relapsed|back to|want to start|urge to|urges to|i keep|" +
    "stop) (?:\\w+ )?cutting(?: again| myself| tonight)?\\b(?! (?:back|down|costs|out|spending|the|" +
    "corners|my)\\b)",
  "(?:hurt|harm|cut|cutting|hurting|harming) (?:myself|my self) (?:again|tonight|on purpose|today|" +
    "last night|to feel)",
  "(?:better|be better|much better) off dead",
  "(?:wish|wished) (?:i|that i) (?:was|were|am|would be|had been) (?:dead|not alive)",
  "rather be dead",
  "(?:dont|do not|didnt|not|no longer) (?:really |even )?(?:want|wanna|wish|" +
    "wants?) (?:to )?(?:be alive|live|keep living|stay alive|live anymore|go on living|carry on living|" +
    "live like this)\\b(?! (?:with|in (?:this|a|the) (?:flat|house|city|apartment|town|area|place|" +
    "neighbou?rhood)|at home|near|alone|here|paycheck)\\b)",
  "(?:going to|gonna|will|want to|wanted to|plan to|ready to|about to|just) (?:hang|shoot|drown|stab|" +
    "poison|gas|starve) (?:myself|my self|meself)",
  "(?:have|got|bought|found|made|hold\\w*|hid) (?:a |the |my |some )?(?:rope|noose|gun|blade|razor|" +
    "knife|pills)(?: \\w+){0,5} (?:and i (?:want|am|might|will|cant)|to (?:end|do it|die|use on myself|" +
    "kill)|ready|in my hand|on my wrist)",
  "(?:this is|its) (?:my )?(?:goodbye|final goodbye|last goodbye|last message|" +
    "last day alive)\\b(?! (?:to (?:takeout|sugar|coffee|amazon|carbs))\\b)",
  "goodbye (?:cruel world|everyone i am|everyone im|world)",
  "(?:writ\\w+|wrote) (?:my )?(?:goodbye|suicide|farewell) (?:letter|note|letters|notes)",
  "suicidal$",
  "(?:how many|what) (?:\\w+ ){0,3}(?:pills|tablets|paracetamol|tylenol|sleeping pills|" +
    "dose) (?:\\w+ ){0,5}(?:to die|kill you|kill me|kill yourself|overdose|lethal|fatal|is lethal)",
  "lethal dose",
  "(?:easiest|easy|painless|quickest|quick|best|fastest|ways?|how) (?:\\w+ ){0,2}(?:to|of) (?:die|" +
    "kill (?:yourself|myself|oneself|urself)|end (?:it all|my life|your life|it)|commit suicide)",
  "might as well (?:be dead|die|kill myself|end it|not be (?:here|alive))",
  "(?:im|i am|were|we are|am|feel|feeling) (?:in|in real|in serious|in immediate|" +
    "in grave) danger(?! of (?:overspending|going over|missing|losing|being late|breaking|blowing|" +
    "falling asleep|eating))",
  "my life is in danger",
  "(?:going to|gonna|want to|will|plan to) (?:kill|murder|shoot|stab|hurt) (?:someone|somebody|" +
    "people|my (?:kids|children|family|baby)|him and myself|them all|everyone)",
];

/** Said of somebody else: taken out before {@link EXPLICIT} is looked for, and possible by itself. */
export const OTHERS: readonly string[] = [
  "(?:friend|sister|brother|son|daughter|mum|mom|dad|wife|husband|partner|boyfriend|girlfriend|" +
    "roommate|flatmate|colleague|cousin|ex|bf|gf|someone i know|kid|he|she|" +
    "they) (?:\\w+ ){0,5}(?:suicidal|kill (?:herself|himself|themself|themselves)|killing (?:herself|" +
    "himself|themselves)|end (?:her|his|their) (?:own )?life|wants to die|want to die|wanting to die|" +
    "self ?harm\\w*|hurt(?:ing)? (?:herself|himself|themselves)|took an overdose)",
];
