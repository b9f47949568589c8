/** Not said outright, but read as a possible crisis all the same; written as in `crisis-explicit.ts`. */
export const IMPLIED: readonly string[] = [
  "(?:dont|do not|never|no longer|sick of|tired of) (?:want to |wanting to )?be(?:ing)? (?:a person|human|me|alive|here) anymore",
  "(?:nobody|no ?one) (?:needs|wants) me (?:around|here|anymore|alive)",
  "(?:standing|sitting|im|am|stood) (?:up )?on (?:a|the|this) (?:bridge|ledge|roof|rooftop|edge|cliff|window sill)(?! of (?:my seat|the sofa)\\b)",
  "tell (?:my )?\\w+ (?:that )?i (?:love|loved) (?:him|her|them)",
  "cant do (?:life|living)(?: anymore)?",
  "(?:death|dying|being dead) (?:would|will|is|seems|sounds|feels)(?: \\w+){0,2} (?:easier|better|peaceful|nice|good|relief|release|the only|an option|appealing)",
  "better (?:off )?(?:\\w+ ){0,3}(?:without me|if i (?:was|were|am|wasnt|werent|died|disappeared|" +
    "just disappeared|never existed|never been born|wasn t|weren t|didnt exist))",
  "better (?:place |off )?(?:\\w+ )?without me",
  "(?:no ?one|nobody|noone|nobody else|anyone|anybody|who|any one|world) (?:\\w+ ){0,2}(?:would|will|" +
    "wouldnt|wouldn t|d|ll|going to)? ?(?:even |really |actually |ever )?(?:miss|notice|care|cares|cry|" +
    "mind)(?: \\w+){0,2} (?:me\\b|if i|when i|that i)(?: \\w+){0,3}(?: (?:gone|died|dead|die|" +
    "disappear\\w*|vanish\\w*|here|around|existed|alive|left))?",
  "(?:no|dont have a|havent got a|not a|without a|any|lost my|no more|run out of|see no|cant (?:find|" +
    "see|think of) (?:a|any|one)) (?:reasons? (?:to|for|left to) (?:live|living|be here|stay alive|" +
    "go on|carry on|exist|keep going|wake up|be alive|stay|continue|get up anymore)|will to live|" +
    "point (?:in |to |of )?(?:living|going on|life|being (?:here|alive)|carrying on|my life|existing|" +
    "anything anymore|waking up|continuing|me being here|anything|it all|trying anymore))",
  "(?:nothing|not much|anything) (?:left |else )?(?:to live for|worth living for|to stay for|" +
    "left for me)",
  "life (?:is|isnt|is not|s|feels|seems|just|doesnt feel) ?(?:not |just not |really not |" +
    "never )?(?:worth (?:it|living)|worthless|pointless|meaningless|over|unbearable)",
  "not worth living",
  "living is pointless",
  "isnt worth living",
  "(?:dont|do not|didnt|not|no longer|never|dnt) (?:really |even |actually |feel like |" +
    "think i )?(?:want|wanna|wish|wanting|wants|belong|deserve|care)? ?(?:to )?(?:be|being|exist|" +
    "existing|live|living|stay) (?:here|around|on this (?:planet|earth)|in this world|alive|anymore|" +
    "any more|any longer|exist|no more)(?: (?:anymore|any more|any longer|no more))?(?! (?:late|until|" +
    "at|all day|on a|for (?:the|this|work|another)|in (?:this|the) (?:meeting|office|queue|flat|city|" +
    "town)|when (?:the|my)|this (?:late|early)|with (?:my )?(?:coworkers|colleagues)|right now lol)\\b)",
  "(?:dont|do not|didnt|not|hoping not|hope not|wish not|rather not|hope i dont|wish i didnt|" +
    "pray i dont|hope i never|wish i could not|without ever|never) (?:want |have |wanna |" +
    "need )?(?:to )?(?:exist|wake up|waking up|wake)\\b(?! (?:up )?(?:early|at|for|before|so|until|to (?:go|" +
    "work|the)|on time|late|feeling|tired|with|rested|refreshed|in time|when|my|the|once|during)\\b)",
  "(?:wish|want|wanted|wanna|like|rather|could|hope|ready|need) (?:to |i (?:could |was |were |had |" +
    "would |wasnt |werent )?)?(?:just |simply |really |fucking )*(?:disappear|vanish|not exist|" +
    "cease to exist|stop existing|be gone|not be here|not be alive|sleep forever|never wake up|" +
    "not wake up|never been born|never born|never existed|been born|never be born|fade away|be no more|" +
    "not be around|be erased|stop breathing|here anymore|gone forever)\\b(?! (?:from (?:work|" +
    "the office|slack|social)|under|to (?:a|an|the) (?:island|beach|cabin|spa)|on (?:holiday|vacation)|" +
    "for (?:a|the) (?:week|weekend|bit|day|while)|into (?:my|the|a) (?:bed|sofa|blanket|book|woods|" +
    "couch)|by|before|until|when)\\b)",
  "(?:sleep|fall asleep|go to sleep|go to bed|nod off|close my eyes)(?: \\w+){0,3} (?:never|not|dont|" +
    "forever|and not|and never)(?: \\w+){0,3} (?:wake|waking|wake up|get up again)",
  "sleep forever",
  "never wake up\\b(?! (?:on time|early|rested|before)\\b)",
  "(?:cant|can not|cannot|couldnt|dont know how to|dont think i can|dont know if i can|not sure (?:i|" +
    "if i) can|unable to|cant face|dont see how i can|no idea how to) (?:\\w+ )?(?:go on|carry on|" +
    "keep going|live (?:like this|anymore|any more|with (?:myself|this))|continue|keep living|" +
    "keep on going|make it through (?:the|to)? ?(?:night|tonight|tomorrow|this)|survive (?:this|" +
    "tonight|another)|keep myself safe|stay safe|be safe|trust myself)\\b(?! (?:holidays?|vacation|" +
    "trips?|dates?|leave|a|an|the|my|our|amazon|spending|buying|paying|ordering|shopping|eating|" +
    "instagram|tiktok|with (?:the|this|my) (?:course|diet|budget|subscription|plan|gym)|" +
    "like this with money|a budget|spending like|buying)\\b)",
  "what(?:s| is| was| even is)? (?:even |is |the fuck is )?(?:the |teh )?(?:point|use|" +
    "purpose) (?:of |in |to |with )?(?:going on|living|life|my life|being (?:alive|here)|carrying on|" +
    "existing|it all|any of it|any of this|anything|me|trying anymore|even trying|staying|continuing|" +
    "waking up|getting up anymore|keep going|keeping going|being me|everything|even living|" +
    "even being (?:here|alive)|going|all this anymore|trying|anymore|any more)\\b(?! (?:to |" +
    "on (?:amazon|that)|subscri\\w*|budget|with (?:a|this)|to save|saving)\\b)",
  "whats the point (?:anymore|any more|i (?:cant|just|give)|nobody|no one|nothing|everything|life|" +
    "of me)",
  "(?:tired|sick|done|exhausted|fed up|so over|finished|had enough|through|over|weary) (?:of|with|" +
    "from)? ?(?:being (?:alive|here|me)|life\\b|my life|living|existing|existence|fighting (?:this|" +
    "to stay|every|my (?:head|mind|own)|anymore)|this life|this world|waking up(?: every day| alive)?$|" +
    "trying to (?:stay alive|live|exist))(?! (?:at the|with (?:my|a|the|flat)|admin|in (?:this|a|the)|" +
    "paycheck|at|out of|on a|room|insurance|pay)\\b)",
  "(?:give|given|giving|gave) up on (?:life|living|myself|everything|being here|it all)",
  "(?:giving up|given up|give up) (?:on )?(?:completely|entirely|living|for good|everything|" +
    "all hope)\\b(?! (?:coffee|sugar|takeout|alcohol)\\b)",
  "want to give up on",
  "(?:im|i am|am|feel like|being|just|such|only|feeling like|nothing but|becoming|become|" +
    "always) (?:just |only |such |nothing but )?(?:a |an )?(?:\\w+ )?(?:burden|waste of (?:space|air|" +
    "oxygen|skin|life))\\b(?! (?:on (?:my|the) (?:budget|wallet|bank)|of (?:tax|debt))\\b)",
  "burden (?:to|on) (?:everyone|everybody|my (?:family|kids|wife|husband|friends|parents|mum|mom|" +
    "partner)|them|all|people|others)",
  "(?:make|making|want|need|just want|wanted|wish) (?:it|it all|this|everything|the pain|the hurt|" +
    "the thoughts|the voices|my head|my brain|all of it|this pain|" +
    "all this) (?:\\w+ )?(?:to )?(?:just )?(?:stop|end|be over|go away forever|to be over|" +
    "stops)(?: (?:forever|for good|now|hurting))?\\b(?! (?:messaging|notif\\w*|raining|send\\w*|sync|" +
    "remind\\w*|nudg\\w*|pinging|charging|renewing|at|asking|by|buffering)\\b)",
  "want (?:it|this|everything) (?:all )?to (?:be over|end|stop)",
  "(?:end|stop) (?:the|my|this) (?:pain|suffering|misery|agony|torment)\\b(?! (?:in my (?:back|knee|" +
    "neck|foot|shoulder|wrist|tooth|teeth|leg))|of (?:paying|budgeting))",
  "wish it (?:was|were|would) all (?:be )?over",
  "(?:cant|dont|no longer|can not|there is no|theres no|see no|no) (?:see |have |find |got )?(?:a |" +
    "any |other |no )?(?:way out|future for (?:me|myself)|other way out|light at the end|hope left|" +
    "hope anymore|hope for me|way forward anymore|future anymore)\\b(?! of (?:the|this|my) (?:contract|" +
    "lease|subscription|debt|car park|overdraft|deal|membership|trial))",
  "dont see a future",
  "no future for me",
  "theres no hope",
  "there is no hope",
  "(?:say|saying|said) (?:my )?goodbyes?\\b(?! to (?:(?:my )?(?:coffee|takeouts?|takeaways?|smoking|snacks?|meat|netflix|money|lie ins?|sleep|summer|weekend)|sugar|amazon|carbs|my (?:money|" +
    "savings|paycheck|wallet|diet)|work|\\w+ at))",
  "(?:giving|gave|given) away (?:all )?my (?:things|stuff|belongings|possessions)",
  "wont be (?:here|around) (?:much longer|for long|tomorrow|next (?:week|month|year|christmas)|" +
    "anymore|any more|long|when|soon)\\b",
  "not be around (?:much longer|for long|anymore)",
  "(?:tell|look after|take care of) (?:my )?(?:kids|family|mum|mom|dad|dog|cat|wife|husband|daughter|" +
    "son|children|them|everyone)(?: \\w+){0,5} (?:love them|loved them|sorry|when im gone|" +
    "after im gone|when i am gone|once im gone|if im gone)",
  "(?:when|after|once|if) (?:im|i am) gone\\b(?! (?:on holiday|on vacation|for|to|away|from|shopping|" +
    "over)\\b)",
  "(?:wouldnt|would not|dont|do not) (?:even )?(?:mind|care) (?:if|whether) (?:i|a (?:bus|car|truck|" +
    "train)) (?:\\w+ ){0,3}(?:die|died|live or die|hit me|didnt wake|dont wake|was gone|wake up|" +
    "woke up|live|got hit|get hit|crashed|lived)",
  "hope (?:i|a (?:bus|car|truck)) (?:\\w+ ){0,3}(?:hit by|hits me|dont wake|die|crash|run over)",
  "(?:kill me|somebody kill me|please kill me|someone kill me|just let me die|let me die|" +
    "put me out of my misery)\\b(?! (?:if|when|for|later|softly)\\b)",
  "(?:deserve|deserved|meant|supposed) to (?:die|be dead|suffer)",
  "shouldnt (?:be alive|exist|be here anymore|have been born)",
  "(?:thinking|think|thought|thoughts|dream|dreaming|fantasi\\w+|obsess\\w+|googl\\w+|read\\w+|" +
    "talk\\w+) (?:a lot |only |constantly |all the time |more |again )*(?:about|of|on|" +
    "abt) (?:\\w+ )?(?:death|dying|being dead|not being here|my funeral|ending it|ways to die|suicide|" +
    "killing|how to die|painless ways|not existing)\\b(?! (?:subscription|my subscription|with|metal|" +
    "star|our|the lease|in my (?:book|show))\\b)",
  "(?:world|family|everyone|everybody|they|kids|you all|people|friends|wife|husband|partner|parents|" +
    "children|mum|mom|all) (?:\\w+ ){0,5}(?:happier|better|easier|best|" +
    "relieved) (?:\\w+ ){0,3}(?:without me|if i (?:was|were|wasnt|werent|died|disappear\\w*|left|just)|" +
    "when i(?:m| am) gone)",
  "(?:not|dont feel|isnt|no longer|never feel|never|wasnt|didnt feel|dont think im|not feeling|" +
    "do not feel) (?:\\w+ )?safe\\b(?: (?:at home|here|with (?:him|her|them|myself|my (?:husband|" +
    "partner|boyfriend|ex|thoughts|dad|wife|own)|me)|alone|tonight|right now|in my (?:own )?(?:house|" +
    "home|head|body)|anymore|around))",
  "unsafe (?:at home|with (?:him|her|myself|my)|tonight|in my own|around)",
  "(?:scared|afraid|terrified|frightened) (?:of|for) (?:my (?:husband|wife|partner|boyfriend|" +
    "girlfriend|ex|dad|father|mum|mom|mother|life|safety|own (?:thoughts|mind))|him\\b|her\\b|myself|" +
    "what i (?:might|will|could|may|am going to) do(?: to myself)?|hurting (?:myself|someone)|" +
    "going home|being at home)",
  "(?:might|may|could|afraid (?:i|ill|i will|i might)|scared (?:i|ill|i will|" +
    "i might)) (?:\\w+ )?(?:do something (?:stupid|bad|to myself|drastic|terrible|i cant take back)|" +
    "hurt (?:someone|somebody|myself))",
  "do something (?:stupid|drastic) (?:tonight|to myself)",
  "(?:being|was|im being|someone is|somebody is|he is|hes|man is|keeps) (?:followed|stalked|" +
    "following me|stalking me)(?: home)?\\b(?! (?:on (?:instagram|twitter|strava|tiktok|social|x|" +
    "insta)|by (?:ads|nike|google))\\b)",
  "(?:leave|leaving) this (?:world|earth|planet|life)",
  "(?:be|join|see) (?:with )?(?:my )?(?:mum|mom|dad|nan|gran|grandma|wife|husband|brother|sister|son|" +
    "daughter|him|her) (?:again )?(?:in heaven|on the other side)",
  "(?:ready|time) (?:for me )?to (?:leave this|go for good|check out for good|meet my maker|" +
    "go to sleep forever|go forever)",
  "final (?:exit|solution for me|decision to)",
  "my time has come",
  "wont see (?:tomorrow|christmas|the morning|next year|another)\\b(?! (?:refund|payment|" + "paycheck)\\b)",
  "\\b(?:suicide|suicidal|suicides)\\b",
  "(?:better off|worth more) (?:\\w+ ){0,3}(?:dead|insurance(?: money| payout)?)",
  "cant (?:keep|go on|carry on|continue)(?: (?:doing|living|fighting|pretending|going|with|like|" +
    "on))*(?: (?:this|it|like this|on|this life))?(?: (?:anymore|to myself|any longer))?$",
  "(?:tired|exhausted|sick|done) (?:of|with|from) (?:fighting|trying|pretending|hurting|struggling|" +
    "suffering|everything|it all|all of it|existing|breathing|my life|life)(?! (?:costing|being (?:so )?(?:expensive|late|broken)|going up|with|over|about|for|" +
    "the|to|a|my|our|on|at|hacks|admin)\\b)",
  "(?:dont|do not|cant|no longer) (?:\\w+ )?see (?:the|a|any|much) point (?:in|of|to) (?:anything|" +
    "living|life|going on|it all|any of (?:it|this)|trying|being here|me)(?! (?:to save|to budget)\\b)",
  "see no point in (?:anything|living|life|going on)",
  "(?:im done|sorry everyone|forgive me|im sorry|love you all|its over|i love you all|" +
    "thats it)(?: \\w+){0,3} goodbye(?: (?:everyone|all|forever))?$",
  "goodbye (?:everyone|forever|all of you)",
  "(?:dont|do not|didnt) deserve to (?:live|be alive|be here|exist|breathe|be loved or alive)",
  "(?:cant|dont|do not) (?:see|imagine|picture) (?:myself|me) (?:making it|living|being (?:here|" +
    "alive|around)|getting (?:through|past)|surviving|lasting|alive|around|here)",
  "(?<!\\b(?:money|budget|salary|paycheck|pay|savings|wages?|cash|account|phone|laptop|car|battery|balance)(?: \\w+)? )(?:not going to|wont|dont think i(?:ll| will)?|never going to|not sure ill|" +
    "not sure i will) (?:\\w+ )?make it (?:through|to|past|another|much longer)(?! (?:payday|" +
    "the end of the month|month end|work|the (?:gym|meeting|weekend|shops?|store|bank|train)|dinner|" +
    "lunch|friday|pay day|my|a)\\b)",
  "(?:dont|do not|cant|cannot) trust myself (?:to be alone|alone|tonight|right now|around|anymore|" +
    "with (?:the |my |these )?(?:pills|knives|meds|car|razors?))",
  "(?:no ?one|nobody|nothing) (?:can|could|will|would) (?:\\w+ )?(?:help me|save me|fix me)",
  "too late for me",
  "beyond help",
  "(?:what if|even if|if|imagine if|like if) i (?:just |had )?(?:died|disappeared|vanished|" +
    "wasnt here|was gone|were gone|wasnt around|werent around|was dead|were dead|never woke up|" +
    "didnt wake up|stopped existing|ended it|jumped off|werent here|never existed|didnt exist)",
  "(?:wish|hope|hoping|pray|praying) (?:it|everything|life|this|a (?:bus|car|truck|lorry|meteor)|" +
    "something|someone|god|i) (?:\\w+ ){0,2}(?:end|hit me|kill me|kills me|hits me|take me|takes me|" +
    "got hit|get hit|get cancer|run over|wouldnt wake)",
  "dont care (?:if i (?:live|die|wake)|what happens to me|whether i live)",
  "(?:rather|sooner) not (?:be here|exist|wake up|be alive)",
  "(?:shouldnt|should not) (?:be here|exist|be alive)(?: anymore)?$",
  "(?:call|called|calling|need) (?:911|999|112|the police|the cops|an ambulance)",
  "wont let me leave",
  "(?:he|she|they|someone|somebody) (?:has|have|got|pulled) a (?:gun|knife)",
  "(?:scared|afraid|terrified) (?:to go home|to be (?:at )?home|for my life)",
  "(?:someone|somebody) (?:broke|is breaking|is trying to break) in(?! (?:to my (?:account|car|" +
    "wallet))\\b)",
  "(?:he|she|they) (?:hurts|hurt|threatened|threatens) me(?! (?:with (?:a bill|court|fees|a fee)|" +
    "feelings)\\b)",
  "being (?:stalked|followed|threatened|blackmailed|held)",
  "(?:help me )?i (?:want|need) (?:it|this) (?:all )?(?:to )?(?:be )?over\\b",
  "i (?:really )?(?:need|want) (?:it|the pain) to end",
  "(?:everything|all|it) would be (?:over|easier|better) if i (?:\\w+ ){0,2}(?:wasnt|werent|died|" +
    "was gone|were gone|not|didnt|disappeared)",
  "lost (?:all )?(?:my |the )?(?:will|hope)(?: to (?:live|go on|be here|carry on|exist))?(?! (?:to|" +
    "in|of|for (?:the|a))\\b)",
  "(?:thoughts?|thinking|think|urges?|talk\\w*|fantasi\\w+|plan\\w*|want|going|ready) (?:of|about|" +
    "to) (?:just )?end(?:ing)? (?:things|everything)(?! (?:with|between|at|on)\\b)",
  "(?:imagin\\w+|pictur\\w+|dream\\w*|fantasi\\w+|plan\\w+|think\\w*) (?:about |" +
    "of )?my (?:own )?(?:funeral|death|suicide)",
  "driv(?:e|ing) (?:\\w+ )?off (?:the|a) (?:road|cliff|bridge)(?! trip\\b)",
  "took something (?:and|now) (?:\\w+ ){0,2}(?:scared|sorry|regret)",
  "(?:want to|need to|urge to|going to) cut(?: (?:again|tonight|so bad|so badly|my skin|right now))?$",
  "(?:be|go) with my (?:dead|late) \\w+",
  "(?:going to|want to|might|about to|afraid ill|scared ill) do something (?:stupid|drastic|bad|" +
    "terrible)(?! (?:with|like|on|and buy)\\b)",
  "hate (?:being alive|living|existing|life)(?! (?:in|with|at|on|alone|here|hacks|insurance|" + "admin)\\b)",
  "(?:want|need) out of (?:life|this life|this world|my life)",
  "kys",
  "(?:going to|about to|want to|ready to) jump$",
  "not worth (?:being (?:here|alive)|living|staying (?:alive|around|here)|it anymore)",
  "threatened (?:me )?with a (?:knife|gun|weapon)",
  "threaten(?:ed|s|ing) to (?:hurt|kill) (?:me|us|my)",
  "(?:partner|husband|wife|ex|boyfriend|girlfriend|dad|mum|mom|brother|roommate|flatmate|" +
    "neighbou?r) (?:threatened|threatens|hurts|stalks|scares) me(?! (?:with (?:a bill|court|fees))\\b)",
];

/** A worry that keeps its own intent; two of them together are read as a crisis. */
export const WORRIES: readonly string[] = [
  "hopeless(?:ness)?\\b(?! (?:at|with (?:money|numbers|budgets|cooking|names)|budget|romantic|" +
    "case at)\\b)",
  "(?:feel|feeling|felt|am|im|so|completely|totally|utterly|just) worthless(?! (?:app|subscription|" +
    "purchase|voucher|stuff|junk|coupon)\\b)",
  "feel(?:ing)? (?:so |totally |completely )?(?:useless|pathetic|like a failure(?! (?:with|at|" +
    "financially)\\b)|like nothing|trapped)(?! (?:at|in (?:this|my|the)|with (?:money|numbers)|by)\\b)",
  "hate (?:myself|my life|being me|who i am)",
  "(?:disgusted with|sick of|loathe) (?:myself|me)\\b",
  "self ?loathing",
  "self ?hatred",
  "(?:cant|can not|cannot|couldnt) (?:\\w+ )?(?:do this|take (?:it|this|much more|any more|anymore)|" +
    "cope|handle (?:it|this|life|anything)|bear (?:it|this)|deal) (?:\\w+ )?(?:anymore|any more|" +
    "any longer|no more|much longer|with life|another day)",
  "(?:cant|can not) (?:\\w+ )?(?:cope|bear it|stand it anymore)\\b(?! with (?:the|this|my) (?:heat|" +
    "noise|prices|commute|traffic|weather|cold))",
  "whats the point\\b$",
  "what is the point\\b$",
  "(?:everything|it all|life) (?:is|feels|seems) (?:so |just |completely |totally )?(?:pointless|" +
    "meaningless|hopeless|empty|too much anymore)",
  "nothing (?:matters|makes sense|helps|will ever (?:get better|change|help))(?: anymore|" +
    " any more)?(?! (?:except|but|more|besides|like|as)\\b)",
  "no point (?:anymore|any more|in anything)?$",
  "dont (?:care|see the point) (?:about (?:anything|life|myself)|anymore|any more|in anything)\\b",
  "never (?:going to |gonna )?get(?:s|ting)? better",
  "wont (?:ever )?get better",
  "(?:breaking|broke) down (?:crying|completely|again|every)",
  "mental breakdown",
  "nervous breakdown",
  "having a breakdown",
  "falling apart",
  "(?:at|reached|hit|past) (?:my )?(?:breaking point|wits end|the end of my (?:rope|tether))",
  "end of my (?:rope|tether)",
  "hanging (?:on )?by a thread",
  "hit rock bottom",
  "in a (?:really |very )?dark (?:place|hole|spot)",
  "dark thoughts",
  "intrusive thoughts",
  "bad thoughts",
  "the darkness",
  "spiralling",
  "spiraling",
  "(?:nobody|no one|noone) (?:cares(?: about me| anymore| if i|$)|loves me|likes me|understands|" +
    "would understand|would care|needs me|wants me)",
  "(?:all|completely|totally|utterly) alone in (?:this|the) world",
  "im done\\b$",
  "i am done\\b$",
  "i give up$",
  "i give up on (?:this|trying)",
  "(?:numb|dead|empty|broken|dying|hollow) inside(?! (?:before|until|without my) )",
  "lost (?:someone|somebody) to suicide",
  "died by suicide",
  "panic attacks?",
  "no will to",
  "cried (?:all|myself to sleep)",
  "crying myself to sleep",
  "cant stop crying",
  "havent (?:eaten|left (?:my )?bed) (?:in|for) (?:\\w+ )?days",
  "worthless$",
  "(?:im|i am) (?:giving up|losing it|breaking|at the end)$",
  "(?:i )?(?:just )?cant anymore$",
];
