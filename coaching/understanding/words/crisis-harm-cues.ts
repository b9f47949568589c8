import {
  BODY,
  DRAWN,
  EVERYDAY,
  HEIGHT,
  I,
  IN_FEAR,
  MEDICINE,
  SECRET,
  THEM,
  VIOLENT,
  WEAPON,
  WOUND,
} from "./crisis-cue-words.ts";
import type { CueRow } from "./crisis-cues.ts";

/** Ways and means, self-injury, danger from another person, an end without hope. */
export const HARM_CUES: readonly CueRow[] = [
  // ways and means
  {
    all: [
      MEDICINE,
      `${DRAWN}|vodka|whisky|whiskey|gin|counting|kill|all of them|the lot|whole (?:box|bottle|pack)|at once|lined up|in front of me|right here|calling|enough to|hid|stash|stashed|leftover|saved up|saving up|hoard\\w*|never wake|not wake|too many|how many|mixing|mixed|dont care|end it|be over|do it|would do it|forever|tonight i|stop everything|urge|more than (?:i should|prescribed)|box of`,
      "dont care|way out|counting|kills?|keep|tempt\\w*|anymore|never|not wake|forever|just in case i|tonight|lot|all of them|at once|vodka|whisky|end|relief|whole|hid|hidden|stash\\w*|do it|would do|front of me|lined up|too many|calling|urge|easy|enough to|hoard\\w*|mums|dads|moms|husbands",
    ],
    not: `${EVERYDAY}|headache|vitamin|refill\\w*|pharmacy|organi[sz]er|for the week|flu|cold|migraine|working|works|worked|sell|have left`,
  },
  { all: [WEAPON, DRAWN], not: `${EVERYDAY}|new` },
  {
    all: [
      `(?:bought|ordered|got|have) (?:a |the |some )?(?:${WEAPON})`,
      "not sure i(?:ll| will)?|might use|use it on|what for|dont know why|just in case i|for when i|tonight i",
    ],
    not: "lol|tent|camping|climbing|fishing|return|fit|size|colou?r",
  },
  {
    all: [
      HEIGHT,
      `${DRAWN}|thinking about the|went and stood|stood (?:on|at|by|near)|how (?:tall|high|far)|looked (?:over|down)|need to be`,
    ],
    not: `${EVERYDAY}|loop|late|delayed|missed|seat|for an hour|legs|flight|cleaner|coach|training|trained|waiting|cancelled|fresh air|edge of my|slack|fence`,
  },
  {
    all: [
      "(?:how (?:tall|high|far|deep|long|much|many)|what height|which (?:floor|height)|is \\w+ (?:floors|metres|meters|storeys))",
      "building|drop|fall|jump|bleed out|drown|floor|bridge|freeze to death",
      "need|needs|enough|have to|take|takes|die|fatal|survive|sure|to be",
    ],
    not: `${EVERYDAY}|cost|costs|insurance|measure|tall is the`,
  },
  {
    all: [
      "driv\\w+|drove|cycling|walking|cross\\w+",
      "eyes (?:closed|shut)|closed my eyes|lights off|no seatbelt|without a seatbelt|into oncoming|wrong side|let go of the wheel|as fast as (?:i|it) can|not looking",
    ],
    not: "test|lesson|kids|toddler|lol|game",
  },
  {
    all: [
      "(?:worked out|figured out|planned|know|decided|thought through|thought about|researched|rehearsed) (?:\\w+ ){0,2}(?:how|when|where)",
      "id do it|ill do it|i would do it|i will do it|im going to do it|i want to do it|do it so|id go|i would go|id end",
    ],
    not: "budget|save|saving|party|surprise|propose|workout|presentation|project|holiday",
  },
  {
    all: [
      "should have|shouldve|wish i had|next time|last time",
      "gone through with it|finished it|done it properly|done it then|succeeded|not been found|tried harder to die|let it happen|swallowed|jumped",
    ],
    not: `${EVERYDAY}|exam|interview|race|contract|return|purchase|pool`,
  },
  {
    all: [
      HEIGHT,
      "harder to (?:walk|drive|go|get|stay|not)|look\\w* (?:at )?\\w+ \\w+ different\\w*|every day i pass|how fast|stop myself|one day i (?:will|ill|might|wont)|past it",
      I,
    ],
    not: `${EVERYDAY}|late|delayed|bakery|shop`,
  },
  // self-injury
  {
    all: [
      "feel (?:real|alive|better|calm|something|human|normal)|deserved? (?:it|that|this)|relief|calms me",
      "when i bleed|bleed|bleeding|blood|bled|hurt myself|it bleeds|the blade",
    ],
    not: `${EVERYDAY}|nose|gums|donat\\w*|test`,
  },
  {
    all: [
      "hid|hidden|stole|took|kept|stash\\w*|sneaked|found",
      "(?:mums|moms|dads|grans|nans|grandmas|husbands|wifes|sisters|brothers|grandads) (?:\\w+ )?(?:morphine|pills|tablets|meds|insulin|gun|oxy|xanax|sleeping pills|painkillers)",
    ],
    not: `${EVERYDAY}|pharmacy|collected`,
  },
  {
    all: [BODY, WOUND, SECRET],
    not: `${EVERYDAY}|accident\\w*|door|shelf|oven|pan|iron|cupboard|sun|weather|fell|bike|knee|injury|rash|eczema|mosquito|itch\\w*|allerg\\w*|haircut|hairdresser|nail salon|paper|peel\\w*|cheek|hot|peppers?|period|nose|gums?|baby|toddler|surgery|hit the`,
  },
  {
    all: [
      "did it again|slipped again|gave in (?:again|last night)|back at it|broke my streak|lost my streak|back to day (?:one|zero|0)",
      `${BODY}|cutting|blade|razor|hurting|harming|scars?|sleeves`,
    ],
    not: `${EVERYDAY}|no spend|step|steps`,
  },
  {
    all: [
      "(?:carved|carve|cut|slice|sliced|burned|etched|scratched) (?:\\w+ ){0,3}into my|slic\\w+ my (?:legs|arms|wrists|skin|thighs|veins)|(?:scars|cuts) are (?:fresh|back|open|bleeding)|nails in(?:to)? (?:my|till|until)|(?:hit|hitting|punch|punching|hurt|hurting|burning|bruising) myself",
    ],
    not: `${EVERYDAY}|back|knee|accident\\w*|football|training|bike|toe|running|pancake`,
  },
  // danger from another person
  {
    all: [THEM, VIOLENT, IN_FEAR, I],
    not: `lol|haha|lmao|game|fifa|chess|tennis|mario|budget|bill|bills|bank|price|prices|traffic|car|emails?|cab|taxi|phone bill|purchase|spent|spend|cat|kitten|dog|puppy|toddler|baby|gym|belt \\d+|deadline|meeting|boss is angry|at me for spending|out of my (?:car|account|email)|locksmith`,
  },
  {
    all: [
      THEM,
      "comes? into my (?:room|bed)|came into my (?:room|bed)|makes me do (?:things|stuff)|made me do things|my passport and|belt out|not allowed (?:to leave|out|to see|to go|to call)|isnt allowed out|locks (?:me|it|the door)|breaking down (?:the|my) door|house down with me|chok(?:ed|es|ing) me|lets me (?:out|eat|sleep)",
    ],
    not: "lol|game|spent|cat|dog|budget",
  },
  {
    all: [
      THEM,
      "(?:pushed|shoved|knocked|threw|kicked|dragged) me (?:down|over|out|against|into|off|onto|around)|hit me|hits me|slapped me|came home drunk|wont let me (?:have|see|use|go|talk|call|work|eat|sleep|out|leave)|next to my head|smashed my|broke my (?:arm|nose|finger|door)",
      "drunk|again|with a|bottle|phone|my own|money|friends|family|down|out|scared|afraid|because|when|wall|arm|door|leave",
    ],
    not: `${EVERYDAY}|lol|haha|keys|kids|toddler|boss|manager|fifa|game|early|news|deadline|bus|repaired|accidentally|by accident|screen`,
  },
  {
    all: [
      "(?:dont|not|never|didnt|cant|no longer) (?:\\w+ ){0,2}(?:feel|be|feeling|felt|am|is|sleep) (?:\\w+ )?safe|unsafe",
      "there|here|home|him|her|back|house|room|flat|myself|with|around|anywhere|tonight|alone",
    ],
    not: `${EVERYDAY}|money|savings|account|wifi|password|card|bike|driving|investment|bank`,
  },
  {
    all: [
      "waiting outside|hanging around outside|outside my (?:flat|house|door|window|place|work|home)|stalk\\w*",
      "someone|somebody|somebodys|someones|man|guy|ex|he|hes",
      "night|again|every|scared|weeks|days|follow\\w*",
    ],
    not: `${EVERYDAY}|package|parcel|courier|driver|taxi|instagram|online`,
  },
  // an end without hope
  {
    all: [
      "out of hope|no hope|no coming back|no way back|past hope|im finished|i am finished|done for|theres no point in me|no point to me|ive lost everything that|nothing would change if i",
      "me|im|i",
    ],
    not: `${EVERYDAY}|with|for the (?:day|week)|of (?:winning|saving|getting)|exam|report|essay|shift|chores|finished (?:the|my|at)`,
  },
  {
    all: [
      "no (?:saving|helping|fixing|rescuing|point saving) me|cant be (?:saved|fixed|helped|repaired)|nobody can save me|run out of reasons|ran out of reasons|out of reasons|no reasons? left|nothing remains|my time is up|time is nearly up|lost the (?:battle|fight|war)|the battle is (?:over|lost)|i surrender|beyond me now|nothing left to lose",
    ],
    not: `${EVERYDAY}|to order|to complain|to go out|snacks?|parking|meter|cookies|cake|shoes|sweets|chocolate|diet|work\\w*|exam|test|laundry|weeds|to (?:save|stay in|cook)|remains of`,
  },
  {
    all: [
      "nothing (?:is|will|can)(?: ever)? (?:\\w+ ){0,2}(?:ok|okay|good|right|fine|better|matter|change|help|save)(?: me)?|never (?:going to )?(?:be|feel) (?:ok|okay|good|happy|right|better|myself)",
      "again|anymore|ever|for me|left|now",
    ],
    not: `${EVERYDAY}|except|at saving|on time|money|fridge|tv|menu|sale`,
  },
  {
    all: [
      "(?:what is|whats|nothing|anything|what) (?:\\w+ )?left(?: here)? for me|what is there for me|nothing here for me|no place for me|no place left",
      "here|nothing|anymore|world|life|left",
    ],
    not: `${EVERYDAY}|dessert|fridge|this month|cake|bank`,
  },
  {
    all: [
      "death|dying|dead|being dead|not existing",
      "makes sense|only thing|comfort\\w*|relief|peaceful|beautiful|friend|look forward|soothing|sounds|appealing|answer|thought of|welcome",
    ],
    not: `${EVERYDAY}|dying (?:to|for)|battery|phone|funny|metal|star|tired|inside lol`,
  },
  {
    all: [
      "ive decided|i have decided|decided|its settled|its decided|made up my mind|mind is made up|the decision is made",
      "lighter|calm|peace|at peace|tonight|goodbye|free|relief|no more pain|quiet now|serene|not scared|ready",
      `${I}|tonight`,
    ],
    not: `${EVERYDAY}|to (?:give up (?:the|my|smoking|sugar|alcohol|meat)|cancel|sell|quit|move|stop|take|go|save|stay|order|cook|skip|rest|join|leave|apply|get|start|buy)|on|dinner|job|pizza`,
  },
  // leaving it to chance
  {
    all: [
      "without looking|look(?:ing)? both ways|stopped wearing (?:my|a) (?:seat ?belt|helmet)|no seat ?belt",
      "whatever happens|let (?:it|fate|whatever)|dont care|didnt care|stopped caring|dont mind|what comes",
    ],
    not: "phone|at the (?:price|label|bill|menu)|lol|haha",
  },
  {
    all: ["hose|exhaust", "boot|car|garage", "sat|cried|idea|tonight|thought"],
    not: "garden|wash\\w*|plumber|leak\\w*|mechanic|repair\\w*|radiator|mot|service|noise|fell off",
  },
  // by the thing in the hand
  {
    all: [
      `(?:had|have|held|holding|hold|sat with|got|took out) (?:the |a |my |that )(?:\\w+ )?(?:bottle|box|pack|handful|rope|blade|razor|gun|knife|belt)(?: of (?:${MEDICINE}))?`,
      "in my hands?|last night|to my|on my lap|and (?:cried|thought|stared|waited|put (?:it|them) back)|for (?:an hour|hours)",
    ],
    not: `${EVERYDAY}|beer|water|kitchen|carving`,
  },
  {
    all: [
      "miss (?:the blade|cutting|the pain|hurting|bleeding|my blade|my razor)|(?:i|and) cut (?:last night|tonight|today|again|yesterday)|(?:old|new) scars|scars (?:are )?not the only|my (?:own )?neck|around my throat",
      "i|my|again|months|only|hands|last night|tonight|blade|cutting|pain",
    ],
    not: `${EVERYDAY}|massage|stiff|sore|scarf|necklace|pillow|grass|hair|finger|costs?|acne|surgery`,
  },
  {
    all: [
      "(?:garage|car|closed garage)",
      "engine|exhaust|motor|car running",
      "on|running|idling",
      "sit|sat|sitting|think|thinking|close|closed|sleep|breathe|opened the door",
    ],
    not: "repair\\w*|mechanic|fixed|\\d+|light|noise|service|oil",
  },
  {
    all: [
      "railway(?: line)?|train (?:line|tracks)|along the (?:tracks|line|rails)|the tracks",
      "keep walking|keep going|at night|every night|end up|again tonight|alone at",
    ],
    not: `${EVERYDAY}|old railway|trail`,
  },
  {
    all: [
      "cant be trusted|dont trust myself|shouldnt be left alone|not to be trusted|keep me away",
      "medicine|cabinet|knives|pills|myself|alone|meds|kitchen drawer|razors?|car keys|heights",
    ],
    not: "cookies|snacks|chocolate|card|credit|shopping|amazon|ice cream",
  },
  {
    all: [
      THEM,
      "threw (?:a |the |his |her )?\\w+ (?:at|across)(?: the room| me| my)?|flinch|flinched|plate at my|raised (?:his|her) (?:hand|fist)|swings? at me|swung at me",
      "head|me|every time|walks in|friends|room|scared|again|face|wall",
    ],
    not: `${EVERYDAY}|ball|shade|frisbee|birthday`,
  },
  // relapse into drink or drugs after a long time without
  {
    all: [
      "(?:years?|yrs?|months?|decade|days) (?:\\w+ )?(?:clean|sober|dry|off (?:it|the (?:drink|booze|gear|drugs|bottle))|without (?:a drink|drinking|using))|after (?:\\w+ )?(?:years|months) sober|(?:my|lost my) sobriety|relapsed",
      "dealers?|used|using|poured|drank|drinking|drunk|bottle|vodka|whisky|whiskey|heroin|meth|coke|cocaine|oxy|gear|needle|shot up|pub|liquor store|off licence",
      "cant|gone|again|last night|tonight|dont|reason|over|threw|outside|whole|then|now|scared|want",
    ],
    not: "proud|celebrat\\w*|today marks|coffee|sugar|soda|takeout|birthday|lol|haha",
  },
];
