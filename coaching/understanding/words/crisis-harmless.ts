/**
 * Idioms, accidents, titles and purchases with the alarm's words in them: blotted out before anything is looked for.
 *
 * Pieces of regular expressions over plain words, as in `crisis-explicit.ts`.
 */
export const HARMLESS: readonly string[] = [
  "(?<!\\bwish(?:ed)? (?:that )?(?:the |that |this |my )?)(?:bills?|rents?|prices?|jobs?|work|heat|weather|commute|traffic|meetings?|deadlines?|inflation|" +
    "mortgage|taxes|tax|fees?|interest|costs?|gym|workouts?|run|squats?|back|knees?|feet|foot|legs?|" +
    "head|stomach|shoes|heels|allergies|hangover|hay fever|suspense|silence|curiosity|exams?|boredom|" +
    "it|that|this|these|those|they|which|what|shopping|amazon|subscriptions?|groceries|petrol|gas|" +
    "coffee|takeout|cravings|diet|hunger|headache|migraine|cramps|period|wifi|internet|app|email|" +
    "emails|spreadsheet|mondays?|laundry|dishes|budget|budgeting|december|january|car|insurance|" +
    "energy bills?|electricity|kids?|toddler|noise|neighbou?rs?)(?: \\w+){0,3} (?:is |are |was |were |" +
    "s |has been |have been |really |absolutely |seriously |literally |slowly |just |totally |be |" +
    "gonna |going to |will |almost |nearly |about to |also |still )*(?:kill|kills|killing|killed|" +
    "murdering|murdered|destroying) (?:me|us|my \\w+)\\b(?! self)",
  "(?:could|would|can|id|might|will) (?:honestly |literally |seriously |happily |totally |" +
    "absolutely )?(?:murder|kill for|die for) (?:a|an|some|the|this|that|one|my)?",
  "(?:to )?(?:die|kill|dying) for(?! (?:real|good)\\b)",
  "(?:dying|dyin) (?:to|for|of|from|over|at|laughing|with|here|inside laughing)\\b(?! (?:die|cancer|" +
    "pain|depression|suicide)\\b)",
  "d(?:ie|ied|ying|ead) (?:of|from|with|out of)? ?(?:\\w+ )?(?:embarrassment|laughter|laughing|" +
    "boredom|hunger|thirst|cringe|shame|curiosity|anticipation|heat|cold|cuteness|excitement|jealousy|" +
    "happiness|overwork|secondhand embarrassment)",
  "(?:bored|scared|worked|tickled|starved|sick|frightened|freezing|froze|worried|annoyed|sweating|" +
    "love (?:him|her|it|you|them)|loved) to death",
  "death (?:by (?:chocolate|powerpoint|meetings?|spreadsheet|email)|metal|valley|star|note|stranding|" +
    "cab|trap|stare|taxes?)",
  "(?:death and taxes|life and death|life or death|death bed|sudden death|death row|near death|" +
    "black death|death duties|death tax)",
  "dead (?:tired|beat|on my feet|line|lines|lift|lifts|ends?|set|serious|simple|easy|cheap|good|" +
    "quiet|slow|right|stock|pool|sea|poets|inside jokes?|heat|zone|space|cells|sexy|posh|funny|" +
    "boring|excited|pleased|chuffed|leg|legs|pan|wood|batter(?:y|ies)|phone|laptop|plants?|skin|letter)",
  "(?:batter(?:y|ies)|phone|laptop|car|engine|plants?|tv|fridge|boiler|washing machine|dishwasher|" +
    "mic|internet|wifi|headphones|kindle|ipad|tablet|charger|watch|bulbs?|computer|pc|keyboard|printer|" +
    "toaster|kettle|hoover|goldfish|fish|signal|link|chat|vibe|party|conversation|console|microwave|" +
    "oven|freezer|motor|clutch|alternator|bike|scooter|starter|pump)(?: \\w+){0,3} (?:is |are |was |" +
    "has |s |just |finally |went |has just |been )*(?:dead|died|dying|dies|die)",
  "(?:kill|killed|killing) (?:it|time|the (?:mood|vibe|lights?|engine|party|buzz|time|afternoon|" +
    "evening)|two birds|an hour|bill|switch|joy|team|la|eve|zone|the music|this|that|my (?:vibe|mood|" +
    "buzz|budget|wallet|diet|savings|credit|bank|productivity|back|feet|knees|battery|streak|focus|" +
    "appetite|momentum|motivation))\\b",
  "(?:killer|killers) (?:deal|deals|workout|app|heels|queen|whale|shoes|dress|view|instinct|whales|" +
    "sudoku|price|prices|headache|bees|blow|week|session|hill|cocktail)",
  "(?:dressed to kill|make a killing|made a killing|weed killer|" +
    "weedkiller|if looks could kill|kill bill|killing eve|killing joke|licence to kill|license to kill|" +
    "how to get away with murder|murder mystery|murder mysteries|murder podcast|bloody murder|" +
    "only murders|get away with murder|true crime|killing floor|to kill a mockingbird|buzzkill|" +
    "buzz kill|overkill|killed (?:my|the) (?:set|presentation|interview|workout|session|exam|pitch))",
  "suicide ?(?:squad|boys)",
  "(?:overdraft|interest|rent|mortgage|career|price|route|hill|workout|schedule|budget|" +
    "spreadsheet) (?:is|was|would be) (?:pure |total )?suicide",
  "career suicide",
  "social suicide",
  "financial suicide",
  "suicide (?:runs?|sprints?|drills?|doors?|burger|wings|silence|prevention (?:charity|donation|" +
    "fundraiser|walk))",
  "suicides (?:at|in) (?:training|practice|the gym|football|basketball)",
  "political suicide",
  "(?:donat\\w+|charity|fundraiser|\\d+) (?:\\w+ ){0,4}suicide prevention",
  "(?:cut|cutting) (?:myself|me|yourself) (?:some|a bit of|a little) slack",
  "cut myself (?:a|another|off from (?:sugar|coffee|spending|shopping|amazon|takeout|takeaway|social|" +
    "caffeine|online)|off amazon)",
  "(?:cut|cutting) (?:back|down|out|costs?|spending|the|corners|my (?:hair|spending|budget|costs?|" +
    "hours|bills?|grass|nails|expenses|losses))",
  "(?:cut|burn|burned|burnt|hurt|stabbed|hit|injured|scalded|poisoned) (?:myself|" +
    "my self) (?:\\w+ ){0,2}?(?:shaving|cooking|chopping|slicing|cutting|peeling|gardening|running|" +
    "lifting|skiing|playing|working out|cycling|climbing|deadlifting|squatting|ironing|baking|opening|" +
    "falling|tripping|washing|moving|laughing|stretching|at (?:the gym|football|training|crossfit|yoga|" +
    "work)|in the (?:gym|kitchen|garden)|on (?:the|a) (?:oven|stove|pan|iron|treadmill|can|tin|paper|" +
    "bike|knife by accident|kettle|hob|grill)|doing|by accident|accidentally|with (?:the|" +
    "a) (?:curling iron|iron|kettle|bad kebab|straighteners))",
  "(?:by accident|accidentally|accidently) (?:cut|burned|burnt|hurt|hit|stabbed|scalded|" +
    "poisoned) (?:myself|my self)",
  "(?:hurt|hurting|harm|cut|kill|killing|pull|pulled|strain|strained|hurts) (?:my|the) (?:back|" +
    "knees?|ankle|wrist|foot|feet|finger|fingers|thumb|shoulder|neck|leg|toe|hand|budget|wallet|" +
    "feelings|pride|credit score|savings|hair|bank account|bank balance|finances)(?! (?:open|to die|" +
    "on purpose)\\b)",
  "(?:kill|killing|killed|kick|kicking|beating|beat) (?:myself|my self) (?:laughing|with laughter|" +
    "at (?:the gym|work|crossfit)|to (?:finish|get|meet|hit|make|pay|save|be on time)|for (?:this|that|" +
    "a|an|the|spending|buying|not buying|that purchase)|over (?:this|that|a|the|how|one|it|spending)|" +
    "up|trying to (?:save|finish|get|make|pay|meet|hit|stay|fit)|with (?:work|overtime|this|exercise|" +
    "training)|on the (?:treadmill|bike|rower|stairs))",
  "(?:shot|shoot|shooting) (?:myself|my self) in the foot",
  "shoot me (?:a|an|over|some|your|the|that|back)\\b",
  "shoot (?:some|the) (?:hoops|breeze|pics?)",
  "photo ?shoot",
  "hang(?:ing|ed)? (?:out|in there|on|up|around|tight|over|overs|onto|the|my|loose|back|by a thread)",
  "drown(?:ing|ed)?(?: \\w+)? (?:in|under|my sorrows|with|out)\\b(?! (?:the|a) (?:bath|river|sea|" +
    "lake|tub|ocean|canal))",
  "(?:drowning|drown) (?:myself )?in (?:debt|work|bills|emails?|paperwork|deadlines|coffee|laundry|" +
    "ice cream|wine|homework|chocolate)",
  "jump(?:ing|ed)? (?:off|from) (?:the )?(?:deep end|call|sofa|couch|bed|zoom|bandwagon|treadmill)",
  "bungee",
  "skydiv\\w+",
  "jump(?:ed|ing)? (?:on|in|into|the gun|through)",
  "over my dead body",
  "drop dead gorgeous",
  "dead to (?:me|rights)",
  "wouldnt be caught dead",
  "the walking dead",
  "walking dead",
  "evil dead",
  "dead pool",
  "deadpool",
  "red dead",
  "grateful dead",
  "dead by daylight",
  "day of the dead",
  "shaun of the dead",
  "game of death",
  "diehard",
  "die hard",
  "never say die",
  "do or die",
  "old habits die",
  "no time to die",
  "die cut",
  "dice",
  "tie die",
  "die another day",
  "live and let die",
  "die with a smile",
  "young ?and ?dead",
  "end (?:it|things) (?:there|here|with (?:him|her|them|my (?:boyfriend|girlfriend|ex|bf|gf|gym|" +
    "contract))|on a (?:good|high))",
  "end of (?:the|my|this|october|november|december|year)",
  "(?:ending|end|cancel) (?:my|the) (?:subscription|membership|contract|trial|plan|lease|tenancy|" +
    "shift|day|week|month|call|streak)(?! to (?:life|living|existence)\\b)",
  "(?:boss|manager|wife|husband|mum|mom|mother|dad|girlfriend|boyfriend|partner|landlord|bank|" +
    "accountant|gf|bf|she|he|they|coach|teacher|missus)(?: \\w+){0,3} (?:is |s |are |will |would |" +
    "gonna |going to |be |ll )*(?:kill|murder|shoot|strangle) me (?:if|when|for|once|over|after|" +
    "because|cos|about|lol|haha|but)\\b",
  "(?:will|ll|would|going to) kill me (?:if i (?:spend|buy|am late|forget|miss|order|dont pay|don t)|" +
    "when (?:she|he|they) (?:sees?|finds?|hears?|opens?))",
  "dont (?:kill|shoot|murder) me (?:but|i|for|lol|haha|if)",
  "(?:wife|husband|mum|mom|dad|boss|girlfriend|boyfriend|partner) (?:\\w+ ){0,3}(?:about|sees|hears|finds out) (?:\\w+ ){1,4}(?:kill|murder) me",
  "please dont (?:kill|hate|shoot) me",
  "dont shoot the messenger",
  "(?:just |please |somebody |someone |pls )*(?:kill|shoot) me now",
  "kill me (?:now|lol|haha|already)",
  "ugh kill me",
  "bridge (?:loan|toll|tolls|work|club)",
  "(?:overdosed?|od|oding|oded) (?:on|of) (?:coffee|caffeine|sugar|chocolate|netflix|tv|pizza|cake|" +
    "sushi|carbs|cheese|ice cream|tiktok|christmas|shopping|cookies|espresso|candy|sweets|pasta|" +
    "vitamin c|screen time|takeout|takeaway|online shopping)",
  "overdose of (?:cute|cuteness|sugar|coffee|caffeine|christmas)",
  "(?:rat|ant|slug|mouse|roach) poison",
  "food poisoning",
  "poison ivy",
  "(?:end|ended|ending) (?:my life as|of story)",
  "new lease of life",
  "time of my life",
  "love of my life",
  "(?<!with my |with the |with )life insurance(?! (?:\\w+ ){0,5}(?:pay|pays|paid|cover|covers|valid|void|payout|money|would|will|could))",
  "life savings",
  // The alarm's words about a thing, a place or somebody's work.
  "(?:is|are|was) (?:pure )?suicide (?:for|on) (?:my|the) (?:wallet|budget|bank|diet|savings|knees?)",
  "(?:plants?|houseplants?|succulents?|drivers?|cyclists?|pigeons?) (?:is|are|seem|look) (?:\\w+ )?suicidal",
  "suicide (?:commandos|note records|doors)|virgin suicides",
  "(?:essay|lecture|seminar|paper|thesis|class|course|training|workshop|lesson|chapter|talk|poster|exhibition) (?:\\w+ ){0,4}(?:on|about) (?:\\w+ ){0,3}(?:suicides?|self ?harm|overdoses?|death)(?: prevention)?",
  "(?:talked|helped|saw|treated|admitted|nursed) (?:a|another|two|three|my) suicidal (?:patient|caller|client)s?",
  "(?:dealt with|attended|call out for|shift with) (?:an|another|two|three) overdoses?",
  "(?:novel|book|story|script|play|film|movie|series)s? (?:\\w+ ){0,2}(?:character|hero|heroine|villain|detective|lead) (?:\\w+ ){0,2}(?:wants to die|dies|kills (?:himself|herself|themselves)|is suicidal)",
  "(?:about|of|full of|for) dead people",
  "(?:bard|wizard|paladin|rogue|avatar|sim|sims|barbarian|cleric) (?:\\w+ )?(?:jumped|fell|died|dies|drowned|burned)(?: off (?:a|the) cliff)?",
  "(?:rather|sooner) die than (?:call|cook|run|queue|drive|ring|email|phone|wait|wear|eat|drink|pay|camp|move|listen|sit|go (?:to|back to) (?:the )?(?:gym|work|office|ikea|school))(?! (?:\\w+ ){0,10}(?:mean (?:it|that)|not joking|for real)\\b)",
  "(?:stairs|buildings?|hills?|recipe|dog|cat|oven|bike|treadmill|trainer|pollen|chair|boots) (?:\\w+ ){0,3}(?:trying|tried|out) to kill (?:me|us)",
  "kill me this (?:meeting|call|queue|class|lecture|commute)",
  "put me out of my misery (?:did|is|has|and (?:tell|show)|what|how|when)",
  "(?:debt|loan|overdraft|headache|toothache|cold|flu|contract|lease|meeting|shift|month|quarter|exam|trial|winter|heatwave|construction|renovation) (?:to (?:be over|stop|end)|would (?:just )?(?:end|stop)|end)\\b",
  "(?:want|need|wish) (?:this|it) (?:to stop|was over|to be over|to end) (?:the|this|these|those|my) (?:fees?|charges?|exam|noise|emails?|messages|nudges|reminders|contract|trial|diet|subscription)",
  "hopeless with (?:receipts|names|numbers|money|plants|directions|computers|spreadsheets|cash)",
  "burden of proof",
  "(?:cant|cannot) (?:do|take) (?:this|the|my) (?:job|commute|diet|gym|budget|shift|traffic|course|class|printer)(?: \\w+)? ?anymore",
  "give up on (?:this|the|that|these|my) (?:spreadsheet|printer|diet|recipe|puzzle|app|form|import|budget|book|level|plant|car|sofa)",
  "said (?:my |our )?goodbyes? to (?:my|the|our|everyone at) (?:team|colleagues|coworkers|class|students|work|office|boss|old (?:flat|car|phone|job)|takeouts?|wallet|paycheck)",
  "(?:ll|will|be|do|are) (?:just |perfectly )?(?:fine|ok|okay|better|easier) without me (?:at (?:work|the office|training|the meeting|practice)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|for (?:a|one|the) (?:day|week|weekend|evening))",
  "nobody (?:would|will|d) (?:even )?(?:notice|care|mind) if i (?:left (?:the|this) (?:meeting|call|chat|group|party)|skipped|missed (?:the|a|one)|ordered|wore|called in|muted)(?! (?:\\w+ ){0,4}(?:died|dead|gone|disappeared|myself)\\b)",
  "nobody needs me (?:till|until|before|on|at work|today|this (?:morning|week|weekend))",
  "(?:disappear|vanish) (?:from (?:this|the) (?:group chat|chat|meeting|call|thread|office)|(?:into|to|in) (?:the|a|my) (?:mountains?|forest|woods|beach|sea|duvet|spa|cabin|book|island|blanket|couch|sofa))(?: (?:for (?:the|a) )?(?:week|weekend|day))?",
  "(?:done for today|finished for (?:today|now)|done for the (?:day|week))",
  "counted my (?:tablets|pills|meds) (?:need|and need|to order|for the refill|for the week)",
  "cleaned (?:\\w+ )?(?:shotgun|rifle|gun) (?:with|at) (?:him|dad|the (?:range|club))",
  "on the roof (?:fixing|repairing|cleaning|painting|laying|installing|terrace|bar|garden)",
  "punched me for fun",
  "used to (?:hate myself|hate my life)",
  "hate my life lol",
  "dont (?:want|like) to (?:be here|wake up) (?:this (?:party|meeting|place|queue)|to (?:another|an|the) (?:\\w+ )?(?:email|alarm|bill|invoice|text|message|notification))",
  "(?:wish|wished) i (?:didnt exist in this|was never born into (?:the|this) (?:rental|housing|job) market)",
  "(?:dont|not|never) wake up with (?:a|another|this) (?:sore|stiff|headache|hangover|cold|migraine)",
  "why do i (?:keep|always) wak\\w+ (?:up )?(?:at|around|before|so early|every night at)",
  "cant live like this no (?:hot water|wifi|heating|internet|kitchen|coffee)",
  "cant go on without (?:my )?(?:coffee|tea|chocolate|wifi|takeout|sugar|breakfast)",
  "cant trust myself (?:near|in|with|around) (?:a |an |the |my |any )?(?:bookshop|book shop|credit card|card|sale|sales|shop|shops|amazon|ikea|bakery|cake|chocolate|money|payday|sweets|snacks)",
  "(?:tired|done|fed up|sick) (?:of )?(?:living (?:with (?:flatmates|roommates|my parents|boxes)|like a student|out of (?:a suitcase|boxes)|paycheck|on noodles)|existing on noodles|pretending (?:i|to) (?:like|enjoy|care about) (?:networking|sushi|golf|football|opera|meetings))",
  "(?:im |i am )?ready to leave (?:this |the )(?:party|office|job|city|meeting|flat)",
  "feel worthless at (?:sports?|football|maths|chess|bowling)",
  "find the receipt",
  "wont be (?:here|there|home|around) in \\w+ (?:renting|travelling|traveling|moving|working)",
];

/** Words of a joke, and the small causes people joke about. */
export const JOKE =
  "(?<!\\b(?:not|no|isnt|aint) (?:even |just |a )?)\\b(?:lol|lmao|lmfao|rofl|haha\\w*|hehe\\w*|jk|just kidding|joking|just joking|kidding|xd|lolol|hahah|im joking)\\b|[😂🤣😹💀😆😜😝😅]";
export const SMALL_CAUSE =
  "\\b(?:rent|bills?|prices?|price|mondays?|meetings?|deadlines?|exams?|tax|taxes|traffic|sale|inbox|email|emails|invoice|fees?|spreadsheets?|gas|petrol|groceries|grocery|eggs|subscriptions?|netflix|spotify|amazon|wifi|internet|app|homework|essay|commute|queue|parking|interest rates?|mortgage|budget|payday|laundry|dishes|boss|monday|shift|another zoom|zoom|teams call|latte|coffee|starbucks|team|match|game|hangover|leg day|gym|burpees|squats|assignment|presentation|uber|delivery|takeaway|takeout|pizza|printer|update|ads?|alarm|ikea)\\b";

/** What no joke about a small thing has beside the alarm's own words: a time, a means, a plan. */
export const MEANT =
  "\\b(?:tonight|(?:have|got|made) (?:a|the|my) plan|pills|rope|gun|goodbyes?|for real|mean it|im serious)\\b";

/** A title or a performance: the words are someone else's. */
export const MEDIA =
  "\\b(?:song|songs|lyrics?|album|track|playlist|band|movie|film|tv show|series|episode|podcast|novel|audiobook|concert|karaoke|tickets?|gig|vinyl|netflix|documentary|boxset|dvd|game|ps5|xbox|steam|merch|tshirt|musical|chapter|book)\\b";

/** The alarm's own words said of not wanting it. */
export const DENIAL =
  "\\b(?:not|never|no|dont|do not|didnt|wouldnt|would never|wont|isnt|arent|aint|without|isn t|haven t|havent)(?: \\w+){0,4}$";
