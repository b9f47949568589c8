/** The vocabulary of `crisis-cues.ts`: words of one meaning each, as pieces of regular expressions over plain words. */

export const I = "i|im|ive|id|ill|me|my|myself|mine";
export const PEOPLE =
  "everyone|everybody|everyones|everybodys|people|they|theyd|theyll|them|kids|children|family|wife|husband|partner|mum|mom|dad|" +
  "parents|son|daughter|sister|brother|friends|nobody|nobodys|anyone|somebody|you all|the world|my \\w+s life";
export const ABSENT =
  "without me|minus me|rid of me|free of me|no me|me gone|me (?:out of|not in|being gone)|if i (?:die|died|wasnt|werent|left|go|leave it|jump)|" +
  "when i (?:die|go|am gone|leave this)|(?:when|once|after|if) im (?:gone|dead|not here|not around|no longer)|" +
  "after i (?:die|go)|i (?:wont|will not) be (?:here|there|around|needed)|ill be (?:gone|dead)|no longer (?:here|around|alive)|" +
  "find(?:s)? me|found me|leave it all|before tonight|cope (?:better )?alone|better alone|get over (?:it|me)|remember me|after me|she loved me|miss me";
export const RELIEF =
  "better|better off|easier|simpler|lighter|happier|relieved|relief|fine|free|freed|cope|calmer|quieter|peace|worse|" +
  "get over|recover|manage|deserves?|thrive|move on|no worse";
export const BAD_FOR_OTHERS =
  "poison|poisonous|toxic|burden|drain|curse|millstone|nothing but (?:problems|trouble|pain|a problem)|mistake|waste|parasite|" +
  "liability|disgrace|failure of a|useless to|hurt everyone|ruin everyone";
export const LIFE =
  "life|living|live|existence|existing|exist|alive|being me|breathing|this world|this earth|being here|wake up|waking up|my own head";
export const END =
  "end|ends|ended|ending|over|stop|stops|cease|quit|permanently|forever|for good|way out|escape|out of|done with|finished|" +
  "give up|giving up|pause|exit|never again|surrender";
export const WEARY =
  "tired|exhausted|weary|cant anymore|anymore|hate|sick of|no point|pointless|unbearable|hurts|too much|dont have it in me|" +
  "no strength|dont want|no taste|no more taste|lost the taste|cant go|cant do|worn out|cant win|i beg|please";
export const MEDICINE =
  "pills?|tablets?|meds|medication|oxy|oxycodone|xanax|valium|insulin|tylenol|paracetamol|ibuprofen|morphine|opioids?|sleeping pills|painkillers?|ambien|antidepressants?|codeine";
export const WEAPON =
  "rope|noose|razor|razors|blade|blades|gun|rifle|pistol|shotgun|knife|knives|belt|cord|scissors|lighter";
export const HEIGHT =
  "bridge|tracks|platform|balcony|roof|rooftop|ledge|cliff|multi storey|overpass|window|edge|railing|viaduct|train|trains";
export const DRAWN =
  "keep (?:counting|thinking|looking|staring|going|coming|imagining|picturing)|cant stop (?:thinking|looking|staring|imagining)|tempt\\w+|stared|staring|" +
  "nearly (?:stepped|jumped|did)|almost (?:stepped|jumped|did)|stepped forward|stepping off|step off|just in case i|way out|not sure i(?:ll| will)? (?:use|not)|" +
  "dont care what happens|dont care if|drawn|pull of|thoughts|urge|one (?:step|jump|push)|would be (?:so )?(?:easy|quick)|so easy|it would be over|all it (?:takes|would take)|" +
  "before it kills|kills? you|would kill|kill me|to be sure|be enough|and wait|say when|ready for (?:tonight|it)|hidden|my way out|next to me|in my hands?|thinking about the|again tonight";
export const EVERYDAY =
  "price|prices|bill|bills|repair|repairs|repaired|tickets?|toll|hike|hiking|view|views|party|garden|plants?|holiday|vacation|work|office|commute|gym|workout|class|" +
  "cook\\w*|dinner|lunch|breakfast|recipe|kitchen|concert|song|film|movie|episode|series|game|level|book|podcast|dog|cat|vet|puppy|kitten|" +
  "doctor|physio|dentist|tattoo|shav\\w*|beach|sunburn|sale|deal|discount|delivery|subscription|budget|spend\\w*|spent|bought|buy|" +
  "groceries|takeout|takeaway|coffee|netflix|amazon|landlord|rent|invoice|refund|listing|tent|camping|climbing|fishing|hunting|photos?|pictures?|lol|lmao|haha|" +
  "bird|birds|sunset|drinks?|bar|cafe|football|match|team|season|cleaning|cleaned|hotel|airbnb|sunny|swim|swimming";
export const BODY =
  "arms?|wrists?|thighs?|legs?|skin|forearms?|hips|scars?|veins?|stomach|knuckles|head|face|myself|my hair|nails";
export const WOUND =
  "bleed|bleeds|bled|bleeding|blood|slice|sliced|slicing|carve|carved|carving|cut|cuts|cutting|fresh|reopened|burn|burned|burnt|burning|" +
  "scratch|scratched|dig|digging|dug|hitting|hit|punching|punched|pulling out|bruise|bruised|bruising|wound|wounds";
export const SECRET =
  "again|on purpose|hid|hide|hiding|ashamed|urge|urges|want to|need to|relief|calm|calms|numb|punish|deserve|clean|streak|relapse|relapsed|" +
  "until|till|tonight|did it|keep|instead|secretly|feel something|so nobody|months|to cope|release|better after|cigarette|when it gets";
export const THEM =
  "he|hes|she|shes|him|her|they|husband|wife|boyfriend|girlfriend|partner|ex|dad|dads|mum|mums|mom|moms|father|stepdad|brother|uncle|landlord|roommate|boss|cousin|neighbour|neighbor";
export const VIOLENT =
  "breaking down|broke down the door|kick(?:ing|ed|s) (?:the door|in|me)|bit me|bites me|scratched|choked|choke|punches|punched|punch|slaps?|slapped|belt out|fists?|" +
  "rage|raging|violent|violence|beats?|beating|hits me|hit me|threw|throws|threaten\\w*|threats|screaming at|screams at|burn the house|gun|knife|shoves?|shoved|" +
  "pinned|grabs?|drunk|angry|(?<!\\b(?:two|three|four) )locks|locked|barricad\\w*|not allowed|my passport|comes into my (?:room|bed)|touch\\w*|in bed i dont|makes me do|against my will|hurts? me|hurting me";
export const IN_FEAR =
  "scared|afraid|terrified|frightened|cant get out|cant leave|get out|dont want to go home|go home|fear|hide|hiding|barricad\\w*|lock(?:ed)? (?:my|the|myself)|" +
  "my room|at night|during a fight|again|every time|with me in it|the door|when (?:he|she)s? (?:is )?(?:mad|angry|drunk)|last weekend|not allowed|not safe|bruis\\w*|" +
  "i dont want|help me|no idea what to do|what do i do|keeps happening|leave the house";
export const BYE =
  "goodbye|goodbyes|farewell|so long|bye|wont be checking in|wont write|not be writing|last words|whoever finds|sorry for everything|forgive me|" +
  "one more time before|note on the|tell them|tell her|tell him|tell my|look after my|take care of my|you deserved better|thank you for listening|thank you for everything|loved (?:her|him|them|you all)";
export const FOR_GOOD =
  "probably|for real|for good|forever|everyone|everybody|you all|all of you|deserved|not coming back|wont be|tonight|whoever|finds me|in pain|put you|so she knows|" +
  "so he knows|so they know|little (?:boy|girl|one)|im sorry|last|kitchen table|before tonight|after this|no more";
